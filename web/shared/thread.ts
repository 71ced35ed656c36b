import type { Message } from '../../contract/messages.ts';

/** The part of a conversation's messages that is known without gaps: `seq` from `after + 1` to `through`. */
export interface Thread {
  readonly after: number;
  readonly through: number;
  /** Ascending; what the reader must not see is missing. */
  readonly messages: readonly Message[];
}

/** The thread with a page that was asked for with `after`. A later one that does not adjoin replaces what was known, an earlier one is left out. */
export function withMessages(
  known: Thread | undefined,
  page: { readonly messages: readonly Message[]; readonly through: number },
  after: number,
): Thread {
  if (known !== undefined && page.through < known.after) return known;
  if (known === undefined || after > known.through) {
    return { after, through: page.through, messages: page.messages };
  }
  return {
    after: Math.min(known.after, after),
    through: Math.max(known.through, page.through),
    messages: union(known.messages, page.messages),
  };
}

/** The thread with one message that follows it or is in it; `undefined` when messages between them are missing. */
export function withOneMessage(known: Thread, message: Message): Thread | undefined {
  if (message.seq > known.through + 1) return undefined;
  if (message.seq <= known.after) return known;
  return withMessages(known, { messages: [message], through: message.seq }, Math.min(known.through, message.seq - 1));
}

const runMs = 5 * 60_000;

/** Whether two messages in a row belong to one run: same author, same channel, a few minutes apart. */
export function isSameRun(a: Message | undefined, b: Message | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    (['kind', 'id', 'name', 'email'] as const).every((field) => a.author[field] === b.author[field]) &&
    (['channel', 'kind', 'visibility'] as const).every((field) => a[field] === b[field]) &&
    Date.parse(b.sentAt) - Date.parse(a.sentAt) < runMs
  );
}

function union(known: readonly Message[], added: readonly Message[]): readonly Message[] {
  const bySeq = new Map([...known, ...added].map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
