import type { Instant } from '../instant.ts';
import type { AgentId, ConversationId, Seq, VisitorId } from './ids.ts';

export type Channel = 'messaging' | 'email';

/** Who wrote. `other` is somebody else who wrote by e-mail to a visitor's reply address: shown to agents only, without any rights. */
export type Author =
  | { readonly kind: 'visitor'; readonly id: VisitorId; readonly name?: string }
  | { readonly kind: 'agent'; readonly id: AgentId; readonly name: string }
  | { readonly kind: 'system' }
  | { readonly kind: 'other'; readonly email: string; readonly name?: string };

/** What a system message is about. */
export type SystemKind =
  'request-email' | 'email-confirmation' | 'away' | 'auto-reply' | 'delivery-problem' | 'encrypted-mail';

/** Why a system message was written, where its kind does not say it: an address was taken away because its owner is somebody else. */
export type SystemReason = 'not-me';

/** When the visitor is notified of an agent's message: by the rules, at once, or not at all. */
export type Notify = 'auto' | 'now' | 'never';

/** `note` is seen by agents only. */
export type Visibility = 'public' | 'note';

export interface Attachment {
  readonly id: string;
  /** Safe to show and to save. */
  readonly filename: string;
  /** As its sender named it; it is never served as anything that a browser would run. */
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Stood in the text of a mail, as an image does. */
  readonly inline?: true;
  /** Can run or hide something. */
  readonly dangerous?: true;
}

/** What was left out of a message that came by e-mail, and how it came. */
export interface Received {
  readonly subject: string;
  /** The cut-off quote, which the agent can unfold. */
  readonly quoted: string;
  /** Key of the raw mail in the mail bucket. */
  readonly mailKey: string;
  /** Where they answered between or below quotations. */
  readonly answers?: readonly AnsweredPassage[];
  /** Of what there was more than is kept; missing where that is nothing. The raw mail has all of it. */
  readonly leftOut?: readonly LeftOut[];
}

export type LeftOut = 'text' | 'attachments';

/** What somebody quoted in their e-mail, and what they wrote below it. */
export interface AnsweredPassage {
  /** The message of this conversation that the quotation holds. */
  readonly seq?: Seq;
  readonly quoted: string;
  readonly text: string;
}

export interface Message {
  readonly conversationId: ConversationId;
  readonly seq: Seq;
  readonly author: Author;
  readonly channel: Channel;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly sentAt: Instant;
  readonly visibility: Visibility;
  readonly notify: Notify;
  readonly clientMessageId?: string;
  readonly kind?: SystemKind;
  readonly reason?: SystemReason;
  /** When this message alone would be e-mailed; only on messages that start or join an unread episode. */
  readonly dueAt?: Instant;
  /** The agent took it back; text and attachments are gone. */
  readonly deletedAt?: Instant;
  readonly received?: Received;
  /** How many messages of each side the conversation had up to and with this one: what a read cursor at this seq leaves unread is a subtraction. */
  readonly countsThrough: { readonly agent: number; readonly visitor: number };
}

/** A human agent wrote it for the visitor, and it still stands: only such a message may start an unread episode. */
export function isAnswer(message: Message): boolean {
  return message.author.kind === 'agent' && message.visibility === 'public' && message.deletedAt === undefined;
}

/** Whether the visitor may see it at all. */
export function isForVisitor(message: Message): boolean {
  return message.visibility === 'public' && message.author.kind !== 'other' && message.kind !== 'auto-reply';
}
