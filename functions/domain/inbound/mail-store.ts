import type { KeptMail, KeptState, SettledMail } from '../records/kept-mail.ts';

export interface KeptMailPage {
  /** Newest first. */
  readonly mails: readonly KeptMail[];
  /** Pass it on to get what follows; undefined at the end. */
  readonly cursor: string | undefined;
}

/** Something that may happen only so often in a while. */
export interface Counter {
  readonly of: 'conversation-mails' | 'sender-mails';
  readonly key: string;
}

/** Mail that came in. */
export interface MailStore {
  inboundSeen(hash: string): Promise<boolean>;
  /** Mail that no agent has decided about. The cursor is the id of the last mail passed; throws RangeError if it is none. */
  keptMails(state: KeptState, page: { readonly cursor?: string; readonly limit: number }): Promise<KeptMailPage>;
  /** Undefined also for an id that is none. */
  keptMail(id: string): Promise<KeptMail | SettledMail | undefined>;
  /** Counts one more and returns how many there were in the hour since the first. Counts a repetition too. */
  countWithinHour(counter: Counter): Promise<number>;
}
