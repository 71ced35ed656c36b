import type { Instant } from '../instant.ts';
import type { ConversationId, Seq, VisitorId } from './ids.ts';
import type { SeenAddress } from './visitor.ts';

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
