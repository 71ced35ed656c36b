import type { Conversation, ConversationInBrief } from './conversations.ts';
import type { Notify, Visibility } from './messages.ts';
import type { Agent, Visitor } from './people.ts';

export type View = 'mine' | 'unassigned' | 'all';

/** When unread answers are e-mailed. */
export interface Delivery {
  readonly continuousConversations: boolean;
  readonly delayMinutes: number;
  /** For visitors who last wrote by e-mail. */
  readonly emailReplyDelayMinutes: number;
}

export interface Me extends Agent {
  readonly admin: boolean;
  readonly settings?: Delivery | undefined;
}

export interface QueuePage {
  readonly conversations: readonly Conversation[];
  readonly cursor?: string | undefined;
}

export type PendingAction = 'send-now' | 'hold' | 'release' | 'skip';

export interface Answer {
  readonly clientMessageId: string;
  readonly text: string;
  readonly notify: Notify;
  readonly visibility: Visibility;
  readonly attachmentIds?: readonly string[] | undefined;
}

/** A visitor, and their conversations, the newest first. */
export interface VisitorWithConversations {
  readonly visitor: Visitor;
  readonly conversations?: readonly ConversationInBrief[] | undefined;
}
