import type { Instant } from '../instant.ts';
import type { SkipReason } from '../notification/decide.ts';
import type { AgentId, ConversationId, Seq, VisitorId } from './ids.ts';

/** How far an e-mail got. States only advance: a late `sent` never hides a `bounced`. */
export type DeliveryState = 'sent' | 'delivered' | 'bounced' | 'complained';

const order: readonly DeliveryState[] = ['sent', 'delivered', 'bounced', 'complained'];

/** The further of two delivery states. */
export function furtherDelivery(a: DeliveryState, b: DeliveryState): DeliveryState {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** One e-mail that went out about one episode. */
export interface OutboundEmail {
  readonly conversationId: ConversationId;
  readonly episode: number;
  readonly attempt: number;
  /** Bare SES id; on the wire it is `<id@…amazonses.com>`. */
  readonly sesId: string;
  readonly to: string;
  readonly subject: string;
  readonly firstSeq: Seq;
  readonly upTo: Seq;
  /** The messages it shows or counts. */
  readonly messages: readonly Seq[];
  readonly sentAt: Instant;
  readonly state: DeliveryState;
  readonly stateAt: Instant;
  /** Why it bounced, in the words of the receiving server. */
  readonly reason?: string;
}

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

/** What a link in an e-mail is good for. */
export type TokenPurpose = 'resume' | 'unsubscribe' | 'not-me';

export interface LinkToken {
  readonly purpose: TokenPurpose;
  readonly conversationId: ConversationId;
  readonly visitorId: VisitorId;
  readonly email: string;
  /** The link is void once the visitor's address has changed. */
  readonly addressVersion: number;
  /** Messages that the e-mail showed: following its link has read them. */
  readonly upTo: Seq;
  readonly expiresAt: Instant;
}

export interface Agent {
  readonly id: AgentId;
  readonly name: string;
  readonly email?: string;
}

/** Who may receive pushes: one visitor, perhaps only about one conversation, or the agents. */
export type Topic =
  | { readonly kind: 'agents'; readonly agentId: AgentId }
  | { readonly kind: 'visitor'; readonly visitorId: VisitorId; readonly conversationId: ConversationId | null };

export interface Connection {
  readonly id: string;
  readonly topic: Topic;
  readonly expiresAt: Instant;
}

/** Mail that belongs to no conversation, or that failed the checks: kept for agents to see. */
export interface KeptMail {
  readonly id: string;
  readonly state: 'unmatched' | 'quarantined';
  readonly mailKey: string;
  readonly from: string;
  readonly subject: string;
  readonly reason: string;
  readonly conversationId: ConversationId | null;
  readonly receivedAt: Instant;
}
