import type { Instant } from '../instant.ts';
import type { ConversationId, Seq } from './ids.ts';

/** What was decided about an episode, and what the decision saw. Written once, never changed. */
export interface DecisionRecord {
  readonly conversationId: ConversationId;
  readonly episode: number;
  readonly arm: number;
  readonly decision:
    'sent' | 'failed' | 'waiting-for-address' | 'held-present' | 'held-by-agent' | 'released' | 'refused' | SkipReason;
  readonly at: Instant;
  readonly saw: {
    readonly firstSeq: Seq;
    readonly through: Seq;
    readonly visitorReadThrough: Seq;
    readonly settledThrough: Seq;
    readonly dueAt: Instant | null;
    readonly address: 'none' | 'typed' | 'proven' | 'bounced' | 'complained';
  };
  readonly detail?: string;
}

/** Why an episode ended without an e-mail. */
export type SkipReason =
  | 'skipped-read'
  | 'skipped-off'
  | 'skipped-closed'
  | 'skipped-undeliverable'
  | 'skipped-opted-out'
  | 'skipped-by-agent';
