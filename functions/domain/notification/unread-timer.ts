import type { Instant } from '../instant.ts';
import type { ConversationId } from '../records/ids.ts';

/** What a one-shot timer or an immediate check is about. A check of another arm than the conversation's does nothing. */
export interface UnreadCheck {
  readonly conversationId: ConversationId;
  readonly episode: number;
  readonly arm: number;
}

export interface UnreadTimer {
  /** Rings at the given time, at least once; arming the same check twice is arming it once. */
  arm(check: UnreadCheck, at: Instant): Promise<void>;
  /** Checks at once, in another invocation. */
  checkNow(check: UnreadCheck): Promise<void>;
}
