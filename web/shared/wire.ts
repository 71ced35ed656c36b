/** What travels between pages and server: docs/api.md, as types. */

export type Channel = 'messaging' | 'email';

export type Status = 'open' | 'pending' | 'solved' | 'closed';

export type SystemKind =
  'request-email' | 'email-confirmation' | 'away' | 'auto-reply' | 'delivery-problem' | 'encrypted-mail';

/** `other` is somebody else who wrote by e-mail; only agents ever see him. */
export interface Author {
  readonly kind: 'visitor' | 'agent' | 'system' | 'other';
  readonly id?: string;
  readonly name?: string;
  readonly email?: string;
  readonly emailShown?: string;
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Signed, good for an hour after it was fetched. */
  readonly url?: string;
  /** A picture that stood in the text of an e-mail. */
  readonly inline?: boolean;
  /** A type that can harm who opens it, such as a program. */
  readonly dangerous?: boolean;
}

/** A passage of an e-mail that was written below something it quoted. */
export interface AnsweredPassage {
  /** The message that was quoted, if it is one of the conversation. */
  readonly seq?: number;
  readonly quoted?: string;
  readonly text: string;
}

export type NotificationState =
  | 'unread'
  | 'read'
  | 'sending'
  | 'unknown'
  | 'sent'
  | 'delivered'
  | 'bounced'
  | 'complained'
  | 'failed'
  | 'skipped'
  | 'held'
  | 'waiting-for-address';

export interface Notification {
  readonly state: NotificationState;
  readonly dueAt?: string;
  readonly at?: string;
  readonly reason?: string;
  /** The e-mail that carried the message. */
  readonly episode?: number;
}

/** The e-mail that is pending about unread answers, from the first of them on. */
export interface PendingNotification extends Pick<Notification, 'state' | 'dueAt'> {
  readonly firstSeq?: number;
}

export type Notify = 'auto' | 'now' | 'never';

export type Visibility = 'public' | 'note';

export interface Message {
  readonly seq: number;
  readonly author: Author;
  readonly channel: Channel;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly sentAt: string;
  readonly clientMessageId?: string;
  readonly kind?: SystemKind;
  /** The address was taken away because its owner is somebody else. */
  readonly reason?: 'not-me';
  readonly notification?: Notification;
  readonly notify?: Notify;
  readonly visibility?: Visibility;
  /** For agents: what was cut off an e-mail as quoted. */
  readonly quoted?: string;
  /** For agents: what an e-mail's passages answer, where its author wrote between quoted lines. */
  readonly answers?: readonly AnsweredPassage[];
  /** For agents: of what the e-mail had more than is here. */
  readonly leftOut?: readonly ('text' | 'attachments')[];
  /** The agent took it back; its text is empty. */
  readonly deletedAt?: string;
}

export interface Visitor {
  readonly id: string;
  readonly name?: string | null;
  readonly email?: string | null;
  /** As people read it, where its domain is stored as Punycode. */
  readonly emailShown?: string;
  /** How far the address can be trusted, or whether it is known not to work. */
  readonly emailState?: 'typed' | 'proven' | 'bounced' | 'complained';
  readonly locale?: string;
  /** For agents: the page the visitor first wrote from. */
  readonly pageUrl?: string;
  readonly createdAt?: string;
}

export interface LastMessage {
  readonly seq?: number;
  readonly author?: Author;
  readonly channel?: Channel;
  readonly text?: string;
  readonly sentAt?: string;
}

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
}

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
  readonly waitingSince?: string | null;
  readonly lastMessage?: LastMessage | null;
  /** The newest that is no automatic message: what lists show. */
  readonly lastByPerson?: LastMessage;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly continues?: string | null;
  readonly continuedBy?: string | null;
  /** For agents: what the unread episode is waiting for. */
  readonly pendingNotification?: PendingNotification | null;
  /** For agents: the visitor wants no e-mails about this conversation. */
  readonly optedOut?: boolean;
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
  readonly conversation?: Conversation;
}

export interface VisitorSession {
  readonly token: string;
  readonly expiresAt: string;
  readonly visitor: Visitor;
}

export interface WidgetInfo {
  readonly teamName: string;
  readonly offline: boolean;
  readonly backAt?: string | null;
  readonly locale: string;
  readonly features: {
    readonly continuousConversations: boolean;
    readonly requestEmail: boolean;
    readonly attachments: boolean;
  };
}

/** What the server pushes over the WebSocket. */
export type LiveEvent =
  | { readonly type: 'message'; readonly conversationId: string; readonly message: Message }
  | { readonly type: 'conversation'; readonly conversation: Conversation }
  | {
      readonly type: 'read';
      readonly conversationId: string;
      readonly by: 'visitor' | 'agent';
      readonly through: number;
    }
  | { readonly type: 'typing'; readonly conversationId: string; readonly by: 'visitor' | 'agent' };

export interface RealtimeTicket {
  readonly url: string;
  readonly expiresAt: string;
}
