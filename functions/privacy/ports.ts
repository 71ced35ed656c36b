import type { Conversation } from '../conversation/conversation.ts';
import type { ConversationId, VisitorId } from '../conversation/ids.ts';
import type { AttachmentFiles, Table, World } from '../ports.ts';

/** What exporting and erasing a visitor need from outside. */
export interface PrivacyPorts {
  readonly world: World;
  readonly table: Table;
  readonly attachments: AttachmentFiles;
  readonly mails: MailArchive;
  readonly eraser: Eraser;
}

/** Mail as it was received and sent. */
export interface MailArchive {
  /** A URL that saves the mail and is good for an hour. */
  downloadUrl(key: string, filename: string): string;
  /** Deletes every mail whose key begins so; nothing happens if there is none. */
  remove(prefix: string): Promise<void>;
}

/** Deletes from the table for good. Everything may be repeated, and goes on where it was interrupted. */
export interface Eraser {
  /** From now on nothing can be written to the conversation, and no reply address or link leads to it. */
  endConversation(conversation: Conversation): Promise<void>;
  /** What is left of it, and last that the visitor had it. */
  removeConversation(id: ConversationId, of: VisitorId, sesIds: readonly string[]): Promise<void>;
  /** The visitor himself, by which his sessions end; what only leads to him goes first. */
  removeVisitor(id: VisitorId, email: string | undefined): Promise<void>;
  removeKeptMail(id: string): Promise<void>;
}
