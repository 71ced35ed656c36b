import type { Attachment } from './messages.ts';

export const keptStates = ['unmatched', 'quarantined'] as const;

export type KeptState = (typeof keptStates)[number];

/** A mail that became no message: it belongs to no conversation, or its sender is not to be trusted. */
export interface KeptMail {
  readonly id: string;
  readonly state: KeptState;
  readonly reason: string;
  readonly from: string;
  readonly fromShown?: string | undefined;
  readonly name?: string | undefined;
  readonly subject: string;
  /** The beginning of what was written; of a mail with a virus nothing. */
  readonly text?: string | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  /** Of what there was more than is kept. */
  readonly leftOut?: readonly ('text' | 'attachments')[] | undefined;
  /** Where it would belong, as far as its traces say. */
  readonly conversationId?: string | null | undefined;
  /** A conversation can begin with it. */
  readonly canBegin?: boolean | undefined;
  readonly receivedAt: string;
}

export interface KeptMailPage {
  readonly mail: readonly KeptMail[];
  readonly cursor?: string | undefined;
}

export type KeptMailAction =
  | { readonly action: 'release' }
  | { readonly action: 'attach'; readonly conversationId: string }
  | { readonly action: 'begin' }
  | { readonly action: 'discard' };
