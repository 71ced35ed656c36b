import type { Settings, Trigger } from '../settings/settings.ts';
import type { Canary } from './canary.ts';
import type { Conversation } from './conversation.ts';
import type { DecisionRecord } from './decision.ts';
import type { ConversationId, Seq, VisitorId } from './ids.ts';
import type { KeptMail, SettledMail } from './kept-mail.ts';
import type { LinkToken } from './link-token.ts';
import type { Message } from './message.ts';
import type { OutboundEmail } from './outbound-email.ts';
import type { Upload } from './upload.ts';
import type { Visitor } from './visitor.ts';

/** Whose client message ids a repeated message is recognised by: a conversation's author, or a visitor without a conversation yet. */
export type ClientMessageScope =
  | { readonly kind: 'conversation'; readonly conversationId: ConversationId; readonly author: string }
  | { readonly kind: 'new-conversation'; readonly visitorId: VisitorId };

export interface ClientMessage {
  readonly scope: ClientMessageScope;
  readonly clientMessageId: string;
  readonly conversationId: ConversationId;
  readonly seq: Seq;
}

/**
 * One write of a transaction and, in its kind, the condition it stands under. Conversations and visitors are written only
 * if the stored version is still the one of the value (0: not stored yet), and are stored with the next.
 */
export type Write =
  | { readonly kind: 'conversation'; readonly value: Conversation }
  | { readonly kind: 'visitor'; readonly value: Visitor }
  /** Must not exist yet. */
  | { readonly kind: 'message'; readonly value: Message }
  /** Must exist. */
  | { readonly kind: 'message-replaced'; readonly value: Message }
  /** Must not exist yet; forgotten after seven days. */
  | { readonly kind: 'client-message'; readonly value: ClientMessage }
  | { readonly kind: 'address-unchanged'; readonly visitorId: VisitorId; readonly addressVersion: number }
  | { readonly kind: 'visitor-conversation'; readonly visitorId: VisitorId; readonly conversationId: ConversationId }
  /** The conversation is another visitor's now. */
  | {
      readonly kind: 'visitor-conversation-left';
      readonly visitorId: VisitorId;
      readonly conversationId: ConversationId;
    }
  /** Where a reply address leads; may be moved on, or revoked (null). */
  | { readonly kind: 'reply-token'; readonly token: string; readonly conversationId: ConversationId | null }
  | { readonly kind: 'link-token'; readonly token: string; readonly value: LinkToken }
  | { readonly kind: 'decision'; readonly value: DecisionRecord }
  | { readonly kind: 'email'; readonly value: OutboundEmail }
  | {
      readonly kind: 'ses-id';
      readonly sesId: string;
      readonly conversationId: ConversationId;
      readonly episode: number;
    }
  /** Must not exist yet; forgotten after 30 days. */
  | { readonly kind: 'inbound-seen'; readonly hash: string }
  /** Must not exist yet; forgotten 30 days after it came in, like the raw mail. */
  | { readonly kind: 'kept-mail'; readonly value: KeptMail }
  /** Takes a kept mail off the list; must still be on it. */
  | { readonly kind: 'mail-settled'; readonly value: SettledMail }
  /** Whose conversations this proven address started by mail; only if it was the given visitor's before, or nobody's. */
  | {
      readonly kind: 'mail-visitor';
      readonly email: string;
      readonly visitorId: VisitorId;
      readonly before: VisitorId | undefined;
    }
  /** On condition of the version, like a conversation; the canary, too. */
  | { readonly kind: 'upload'; readonly value: Upload }
  | { readonly kind: 'canary'; readonly value: Canary }
  | { readonly kind: 'settings'; readonly value: Settings }
  | { readonly kind: 'trigger'; readonly value: Trigger };

/** `lost`: at least one condition did not hold, and nothing was written. */
export type Commit =
  { readonly kind: 'committed' } | { readonly kind: 'lost'; readonly failed: readonly Write['kind'][] };

/** Writes to the table. */
export interface Transactions {
  /** All or nothing, in one transaction. Throws when the outcome is not known or the table cannot be reached. */
  commit(writes: readonly Write[]): Promise<Commit>;
}
