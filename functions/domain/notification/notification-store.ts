import type { ConversationStore } from '../conversation/conversation-store.ts';
import type { VisitorStore } from '../conversation/visitor-store.ts';
import type { Instant } from '../instant.ts';
import type { DecisionRecord } from '../records/decision.ts';
import type { ConversationId } from '../records/ids.ts';
import type { LinkToken, TokenPurpose } from '../records/link-token.ts';
import type { OutboundEmail } from '../records/outbound-email.ts';
import type { Transactions } from '../records/write.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

/** What has a time at which something must happen. */
export interface Due {
  readonly conversationId: ConversationId;
  readonly at: Instant;
}

/** E-mails that went out, what was decided about others, and what leads back from them. */
export interface NotificationStore {
  /** What was due before an instant, soonest first, at most `limit` of each shard. */
  dueBefore(instant: Instant, limit: number): Promise<readonly Due[]>;
  /** E-mails and decisions of a conversation, oldest first. */
  ledger(
    id: ConversationId,
  ): Promise<{ readonly emails: readonly OutboundEmail[]; readonly decisions: readonly DecisionRecord[] }>;
  email(id: ConversationId, episode: number): Promise<OutboundEmail | undefined>;
  replyToken(token: string): Promise<ConversationId | undefined>;
  /** Expired ones too. */
  linkToken(purpose: TokenPurpose, token: string): Promise<LinkToken | undefined>;
  sesId(sesId: string): Promise<{ readonly conversationId: ConversationId; readonly episode: number } | undefined>;
}

/** All that is read and written about a conversation's e-mails. */
export type NotificationTable = Transactions & ConversationStore & VisitorStore & NotificationStore & SettingsStore;
