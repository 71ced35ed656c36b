import type { Instant } from '../instant.ts';
import type { ConversationId, Seq } from './ids.ts';

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
