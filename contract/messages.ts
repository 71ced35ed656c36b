export type Channel = 'messaging' | 'email';

export type SystemKind =
  'request-email' | 'email-confirmation' | 'away' | 'auto-reply' | 'delivery-problem' | 'encrypted-mail';

/** `other` is somebody else who wrote by e-mail; only agents ever see them. */
export interface Author {
  readonly kind: 'visitor' | 'agent' | 'system' | 'other';
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly emailShown?: string | undefined;
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Signed, good for an hour after it was fetched. */
  readonly url?: string | undefined;
  /** A picture that stood in the text of an e-mail. */
  readonly inline?: boolean | undefined;
  /** A type that can harm who opens it, such as a program. */
  readonly dangerous?: boolean | undefined;
}

/** A passage of an e-mail that was written below something it quoted. */
export interface AnsweredPassage {
  /** The message that was quoted, if it is one of the conversation. */
  readonly seq?: number | undefined;
  readonly quoted?: string | undefined;
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
  readonly dueAt?: string | undefined;
  readonly at?: string | undefined;
  readonly reason?: string | undefined;
  /** The e-mail that carried the message. */
  readonly episode?: number | undefined;
}

/** The e-mail that is pending about unread answers, from the first of them on. */
export interface PendingNotification extends Pick<Notification, 'state' | 'dueAt'> {
  readonly firstSeq?: number | undefined;
  readonly episode?: number | undefined;
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
  readonly clientMessageId?: string | undefined;
  readonly kind?: SystemKind | undefined;
  /** The address was taken away because its owner is somebody else. */
  readonly reason?: 'not-me' | undefined;
  readonly notification?: Notification | undefined;
  readonly notify?: Notify | undefined;
  readonly visibility?: Visibility | undefined;
  /** For agents: what was cut off an e-mail as quoted. */
  readonly quoted?: string | undefined;
  /** For agents: what an e-mail's passages answer, where its author wrote between quoted lines. */
  readonly answers?: readonly AnsweredPassage[] | undefined;
  /** For agents: of what the e-mail had more than is here. */
  readonly leftOut?: readonly ('text' | 'attachments')[] | undefined;
  /** The agent took it back; its text is empty. */
  readonly deletedAt?: string | undefined;
}

export interface LastMessage {
  readonly seq?: number | undefined;
  readonly author?: Author | undefined;
  readonly channel?: Channel | undefined;
  readonly text?: string | undefined;
  readonly sentAt?: string | undefined;
}
