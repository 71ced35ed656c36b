import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import type { ConversationId, VisitorId } from '../records/ids.ts';

/** Deletes from the table for good. Everything may be repeated, and goes on where it was interrupted. */
export interface Eraser {
  removeKeptMail(id: string): Promise<void>;
  /** What agents decided about mail that they put into one of the conversations. */
  removeSettledMails(conversations: readonly ConversationId[]): Promise<void>;
  /** The visitor, by which their sessions end; what only leads to them goes first. */
  removeVisitor(id: VisitorId, knownAs: KnownAs): Promise<void>;
  /** From now on nothing can be written to the conversation, and no reply address, link or connection leads to it. */
  endConversation(conversation: Conversation): Promise<void>;
  /** What is left of it, and last that the visitor had it. */
  removeConversation(id: ConversationId, of: VisitorId, trails: Trails): Promise<void>;
}

/** What else may lead to a visitor. */
export interface KnownAs {
  /** All addresses that were ever theirs, as far as is known. */
  readonly emails: readonly string[];
  /** Under which a login found their conversations. */
  readonly formerIds: readonly VisitorId[];
}

/** Where else a conversation is named. */
export interface Trails {
  readonly sesIds: readonly string[];
  /** Any instant of each day on which something was written in it. */
  readonly days: readonly Instant[];
}
