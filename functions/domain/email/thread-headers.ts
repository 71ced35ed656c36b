/**
 * SES refuses a longer header, and folds none itself. Its API reference (MessageHeader) allowed a value 870 characters, and now
 * allows 996 to name and value together: 870 is good for both, whatever the name.
 */
const longestValue = 870;

export interface Thread {
  /** The conversation's root id, with angle brackets. */
  readonly rootId: string;
  /** Ids of the mails so far, newest last, with angle brackets. */
  readonly ids: readonly string[];
  /** The visitor's own Message-ID, if they wrote last and by e-mail. */
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
  return [
    { name: 'In-Reply-To', value: parent ?? thread.rootId },
    { name: 'References', value: references(thread.rootId, ids) },
  ];
}

/**
 * The value of References: the first mail of the thread and, oldest first, as many of the newest as SES takes, nine at most.
 * What lies between may be left out, since mail programs thread by the ends.
 */
export function references(first: string, newestFirst: readonly string[]): string {
  const newest: string[] = [];
  let { length } = first;
  for (const id of newestFirst.slice(0, 9)) {
    length += 1 + id.length;
    if (length > longestValue) break;
    newest.unshift(id);
  }
  return [first, ...newest].join(' ');
}

function isMessageId(id: string): boolean {
  return id.length <= 500 && /^<[\x21-\x3b\x3d\x3f-\x7e]+>$/.test(id);
}
