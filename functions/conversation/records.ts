import type { Instant } from '../instant.ts';
import type { SkipReason } from '../notification/decide.ts';
import type { AgentId, ConversationId, Seq, VisitorId } from './ids.ts';
import type { Attachment, LeftOut } from './message.ts';
import type { SeenAddress } from './visitor.ts';

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

export interface LinkToken extends SeenAddress {
  readonly purpose: TokenPurpose;
  readonly conversationId: ConversationId;
  readonly visitorId: VisitorId;
  /** Messages that the e-mail showed: following its link has read them. */
  readonly upTo: Seq;
  readonly expiresAt: Instant;
}

export interface Agent {
  readonly id: AgentId;
  readonly name: string;
  readonly email?: string;
}

/** Who may receive pushes: the agents, or one visitor; of a limited session as long as the address it came by is his. */
export type Topic =
  | { readonly kind: 'agents'; readonly agentId: AgentId }
  | { readonly kind: 'visitor'; readonly visitorId: VisitorId; readonly conversationId: null }
  | ({
      readonly kind: 'visitor';
      readonly visitorId: VisitorId;
      readonly conversationId: ConversationId;
    } & SeenAddress);

export interface Connection {
  readonly id: string;
  readonly topic: Topic;
  readonly expiresAt: Instant;
}

/** `unmatched`: belongs to no conversation, or is no message of one. `quarantined`: not to be trusted without an agent's word. */
export type KeptState = 'unmatched' | 'quarantined';

/** Mail that became no message, kept for agents to see, with all that it takes to make it one. */
export interface KeptMail {
  /** Leads to the item: see inbound/kept-mail-id.ts. */
  readonly id: string;
  readonly state: KeptState;
  /** Why it was kept: the kind of mail it is, or what is wrong with it. */
  readonly reason: string;
  readonly mailKey: string;
  /** Empty if the mail names nobody. */
  readonly from: string;
  readonly name?: string;
  readonly subject: string;
  /** As the message would have it; of a mail with a virus: empty. */
  readonly text: string;
  readonly quoted: string;
  readonly attachments: readonly Attachment[];
  readonly leftOut?: readonly LeftOut[];
  /** Where it would have gone. */
  readonly conversationId: ConversationId | null;
  /** An agent may begin a conversation with it: a person wrote it under this address, for which its domain vouches. */
  readonly beginning?: { readonly address: string; readonly messageId?: string };
  readonly receivedAt: Instant;
}

/** What remains of a kept mail that an agent has decided about. */
export interface SettledMail {
  readonly id: string;
  readonly action: 'release' | 'attach' | 'begin' | 'discard';
  /** Where the agent put it, or what he began with it; the message may have gone on to its successor. Null when it was discarded. */
  readonly conversationId: ConversationId | null;
  /** The message that it became; null when it was discarded. */
  readonly message: { readonly conversationId: ConversationId; readonly seq: Seq } | null;
  readonly by: AgentId;
  readonly at: Instant;
}
