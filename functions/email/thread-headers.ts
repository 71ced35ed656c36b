/** SES refuses a header value of more than 995 characters (API reference, MessageHeader), and folds nothing itself. */
const longestValue = 995;

export interface Thread {
  /** The conversation's root id, with angle brackets. */
  readonly rootId: string;
  /** Ids of the mails so far, newest last, with angle brackets. */
  readonly ids: readonly string[];
  /** The visitor's own Message-ID, if he wrote last and by e-mail. */
  readonly inReplyTo?: string;
}

/**
 * The headers that keep one conversation one thread: Gmail and Outlook follow References, Apple Mail follows In-Reply-To. The
 * root and the newest ids are kept; what lies between is left out when the value would become too long.
 */
export function threadHeaders(thread: Thread): readonly { readonly name: string; readonly value: string }[] {
  const known = [...thread.ids, ...(thread.inReplyTo === undefined ? [] : [thread.inReplyTo])];
  // What a client sent us as its Message-ID goes out in a header again, so only what is one is taken.
  const ids = [
    ...new Set(
      known
        .filter(isMessageId)
        .filter((id) => id !== thread.rootId)
        .reverse(),
    ),
  ];
  const parent = thread.inReplyTo !== undefined && isMessageId(thread.inReplyTo) ? thread.inReplyTo : ids[0];
  const newest: string[] = [];
  let length = thread.rootId.length;
  for (const id of ids.slice(0, 9)) {
    length += 1 + id.length;
    if (length > longestValue) break;
    newest.unshift(id);
  }
  return [
    { name: 'In-Reply-To', value: parent ?? thread.rootId },
    { name: 'References', value: [thread.rootId, ...newest].join(' ') },
  ];
}

function isMessageId(id: string): boolean {
  return id.length <= 500 && /^<[\x21-\x3b\x3d\x3f-\x7e]+>$/.test(id);
}
