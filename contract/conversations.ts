import type { LastMessage, Message, PendingNotification } from './messages.ts';
import type { Visitor } from './people.ts';

export type Status = 'open' | 'pending' | 'solved' | 'closed';

export interface Conversation {
  readonly id: string;
  readonly status: Status;
  readonly visitor: Visitor;
  /** Id of an agent. */
  readonly assignee: string | null;
  readonly lastSeq: number;
  readonly visitorReadThrough: number;
  readonly agentReadThrough: number;
  /** Messages of the other side that the one who asks has not read. */
  readonly unreadCount: number;
  readonly waitingSince?: string | null | undefined;
  readonly lastMessage?: LastMessage | null | undefined;
  /** The newest that is no automatic message: what lists show. */
  readonly lastByPerson?: LastMessage | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly continues?: string | null | undefined;
  readonly continuedBy?: string | null | undefined;
  /** For agents: what the unread episode is waiting for. */
  readonly pendingNotification?: PendingNotification | null | undefined;
  /** For agents: answers from this one on did not arrive, and go out once more when there is another address. */
  readonly undelivered?: { readonly firstSeq: number } | undefined;
  /** For agents: the visitor wants no e-mails about this conversation. */
  readonly optedOut?: boolean | undefined;
}

/** A conversation in the list of its visitor's. */
export type ConversationInBrief = Pick<
  Conversation,
  'id' | 'status' | 'lastMessage' | 'lastByPerson' | 'createdAt' | 'updatedAt'
>;

export interface MessagePage {
  readonly messages: readonly Message[];
  readonly conversation: Conversation;
  /** The last seq this page covers, messages hidden from the reader included. */
  readonly through: number;
}

export interface SentMessage {
  readonly message: Message;
  /** There when the message went elsewhere: into a new conversation, or a closed one's successor. */
  readonly conversation?: Conversation | undefined;
}
