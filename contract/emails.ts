import type { NotificationState } from './messages.ts';

/** An e-mail that went out about one unread episode. */
export interface SentEmail {
  readonly episode: number;
  readonly to: string;
  /** As people read it: an internationalised domain in its own letters. */
  readonly toShown?: string | undefined;
  readonly subject: string;
  readonly sentAt: string;
  readonly state: NotificationState;
  readonly stateAt?: string | undefined;
  /** Which try it was, from 1. */
  readonly attempt?: number | undefined;
  readonly reason?: string | undefined;
  /** The seqs of the messages it showed. */
  readonly messages: readonly number[];
}

export interface ShownEmail extends SentEmail {
  readonly from?: string | undefined;
  readonly html?: string | undefined;
  readonly text?: string | undefined;
}

export interface Decision {
  readonly episode: number;
  readonly arm: number;
  readonly decision: string;
  readonly at: string;
  readonly detail?: string | undefined;
  readonly saw?: { readonly firstSeq: number; readonly through: number } | undefined;
}
