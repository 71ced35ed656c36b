/** What the audit looks for. docs/guarantees.md says what each promise is. */
export type Rule =
  /** Messages are numbered 1, 2, 3 … up to the conversation's last. */
  | 'numbering'
  /** What the conversation and its messages say of how many there are. */
  | 'counts'
  /** Read and settled cursors stand within the conversation. */
  | 'cursors'
  /** Every answer was read, was e-mailed, was decided about, or is about to be. */
  | 'forgotten'
  /** Episodes have their own numbers, and one that is open has no e-mail yet. */
  | 'episodes'
  /** An e-mail is about messages of its own episode. */
  | 'e-mail'
  /** An answer is in one e-mail, unless the first one bounced. */
  | 'e-mailed-twice'
  /** The indexes say what the conversation says. */
  | 'indexes'
  /** What is due is done. */
  | 'overdue'
  /** What waits for an address has none. */
  | 'stranded'
  /** A client message id leads to its message. */
  | 'client-message'
  /** A closed conversation and its successor name each other. */
  | 'successor'
  /** What leads to a conversation, or to its visitor, leads somewhere. */
  | 'link'
  /** The item can be read at all. */
  | 'unreadable';

/** Something that must never be. Without texts and addresses: it may be printed and passed on. */
export interface Finding {
  readonly rule: Rule;
  readonly conversationId: string;
  readonly detail: string;
}

/** `1 message`, `2 messages`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
