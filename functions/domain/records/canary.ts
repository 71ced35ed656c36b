import type { Instant } from '../instant.ts';
import type { ConversationId, Seq, VisitorId } from './ids.ts';

/** Why a message did not come back. */
export type CanaryTrouble =
  /** The e-mail did not leave: SES refused it, or was not asked. */
  | 'not-sent'
  /** SES took it, and it did not arrive at the reply domain. */
  | 'not-received'
  /** It arrived, or its answer did, without the domain vouching for it. */
  | 'not-trusted'
  /** SES did not take the answer. */
  | 'not-answered'
  /** SES took the answer, and it is not in the conversation. */
  | 'answer-lost'
  /** It is there, with other words. */
  | 'answer-changed';

/** A message that is to make the round trip. */
export interface Round {
  readonly conversationId: ConversationId;
  readonly visitorId: VisitorId;
  readonly seq: Seq;
  /** In the address that it is e-mailed to. */
  readonly addressToken: string;
  /** What the message says, and its answer must: no other mail does. */
  readonly nonce: string;
  readonly startedAt: Instant;
  /** `answered` as soon as somebody is to answer it, so that it is answered once. */
  readonly state: 'under-way' | 'answered';
  readonly trouble: CanaryTrouble | null;
}

/** How a round ended. */
export type Outcome =
  { readonly kind: 'back'; readonly seconds: number } | { readonly kind: 'failed'; readonly why: CanaryTrouble };

export interface Judged {
  readonly conversationId: ConversationId;
  readonly startedAt: Instant;
  readonly judgedAt: Instant;
  readonly outcome: Outcome;
}

/** All that is known of the canary: one item, changed only on condition of its version. */
export interface Canary {
  /** As loaded; 0 while not stored yet. */
  readonly version: number;
  /** By when it must have reported; null while it is switched off. */
  readonly expectedBy: Instant | null;
  readonly round: Round | null;
  readonly last: Judged | null;
}
