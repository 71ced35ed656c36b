import type { Conversation, Status } from '../records/conversation.ts';
import type { ConversationId, Seq, VisitorId } from '../records/ids.ts';
import type { Message } from '../records/message.ts';
import type { ClientMessage, ClientMessageScope } from '../records/write.ts';

export interface Page {
  /** Only messages after this one. */
  readonly after: Seq;
  readonly limit: number;
}

export interface QueuePage {
  readonly conversations: readonly Conversation[];
  /** Pass it on to get what follows; undefined at the end. */
  readonly cursor: string | undefined;
}

export interface QueueQuery {
  readonly statuses: readonly Exclude<Status, 'closed'>[];
  readonly cursor: string | undefined;
  readonly limit: number;
  readonly wanted: (conversation: Conversation) => boolean;
}

/** Conversations and their messages. */
export interface ConversationStore {
  conversation(id: ConversationId): Promise<Conversation | undefined>;
  conversations(ids: readonly ConversationId[]): Promise<readonly Conversation[]>;
  conversationsOf(visitorId: VisitorId): Promise<readonly ConversationId[]>;
  message(conversationId: ConversationId, seq: Seq): Promise<Message | undefined>;
  /** Ascending. */
  messages(conversationId: ConversationId, page: Page): Promise<readonly Message[]>;
  clientMessage(scope: ClientMessageScope, clientMessageId: string): Promise<ClientMessage | undefined>;
  /**
   * Moves a read cursor forward, never back, in one conditional write. Null if it already stood there or further; `lost` if another
   * writer was at it in this moment, and nothing was moved.
   */
  advanceRead(id: ConversationId, reader: 'visitor' | 'agent', through: Message): Promise<Conversation | null | 'lost'>;
  /** Throws RangeError for a cursor that is none. */
  queue(query: QueueQuery): Promise<QueuePage>;
}
