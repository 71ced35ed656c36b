import type { Canary } from './canary/canary.ts';
import type { Conversation, Status } from './conversation/conversation.ts';
import type { AgentId, ConversationId, Seq, VisitorId } from './conversation/ids.ts';
import type { Attachment, Message } from './conversation/message.ts';
import type {
  Agent,
  Connection,
  DecisionRecord,
  KeptMail,
  KeptState,
  LinkToken,
  OutboundEmail,
  SettledMail,
  TokenPurpose,
  Topic,
} from './conversation/records.ts';
import type { Visitor } from './conversation/visitor.ts';
import type { Upload, UploadOwner } from './files/upload.ts';
import type { Instant } from './instant.ts';
import type { ReadAt } from './replay/replay.ts';
import type { Rules, Settings, Trigger } from './settings/settings.ts';

/** What the domain needs from outside. `aws/` fulfils it; tests and the model run fulfil it with other engines. */
export interface World {
  readonly now: () => Instant;
  readonly random: Random;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface Random {
  /** 26 characters of `a-z2-7`: 130 bits, unguessable. */
  token(): string;
  /** From 0 up to 1, for jitter. */
  fraction(): number;
}

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

export interface KeptMailPage {
  /** Newest first. */
  readonly mails: readonly KeptMail[];
  /** Pass it on to get what follows; undefined at the end. */
  readonly cursor: string | undefined;
}

/** Something that may happen only so often in a while. */
export interface Counter {
  readonly of: 'conversation-mails' | 'sender-mails';
  readonly key: string;
}

/** What has a time at which something must happen. */
export interface Due {
  readonly conversationId: ConversationId;
  readonly at: Instant;
}

/** The single table. Reads are strongly consistent where the table itself is read; what has expired is never returned. */
export interface Table {
  /** All or nothing, in one transaction. Throws when the outcome is not known or the table cannot be reached. */
  commit(writes: readonly Write[]): Promise<Commit>;
  conversation(id: ConversationId): Promise<Conversation | undefined>;
  conversations(ids: readonly ConversationId[]): Promise<readonly Conversation[]>;
  conversationsOf(visitorId: VisitorId): Promise<readonly ConversationId[]>;
  message(conversationId: ConversationId, seq: Seq): Promise<Message | undefined>;
  /** Ascending. */
  messages(conversationId: ConversationId, page: Page): Promise<readonly Message[]>;
  clientMessage(scope: ClientMessageScope, clientMessageId: string): Promise<ClientMessage | undefined>;
  visitor(id: VisitorId): Promise<Visitor | undefined>;
  visitors(ids: readonly VisitorId[]): Promise<readonly Visitor[]>;
  /** Visitors with a find term that begins so (see conversation/find-terms.ts), in the order of their terms. */
  findVisitors(beginning: string, limit: number): Promise<readonly VisitorId[]>;
  /** Replaces the terms that a visitor is found by. */
  replaceFindTerms(id: VisitorId, before: readonly string[], after: readonly string[]): Promise<void>;
  /**
   * Moves a read cursor forward, never back, in one conditional write. Null if it already stood there or further; `lost` if another
   * writer was at it in this moment, and nothing was moved.
   */
  advanceRead(id: ConversationId, reader: 'visitor' | 'agent', through: Message): Promise<Conversation | null | 'lost'>;
  /** Throws RangeError for a cursor that is none. */
  queue(query: QueueQuery): Promise<QueuePage>;
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
  inboundSeen(hash: string): Promise<boolean>;
  /** For the replay: an agent answered in the conversation on that day. Kept 90 days, like what `noteRead` notes. */
  noteAnswered(id: ConversationId, at: Instant): Promise<void>;
  /** For the replay: by then the visitor had read so far. The first telling stands. */
  noteRead(id: ConversationId, read: ReadAt): Promise<void>;
  /** Conversations that agents answered in on the UTC day of an instant. */
  answeredOn(day: Instant): Promise<readonly ConversationId[]>;
  reads(id: ConversationId): Promise<readonly ReadAt[]>;
  /** Mail that no agent has decided about. The cursor is the id of the last mail passed; throws RangeError if it is none. */
  keptMails(state: KeptState, page: { readonly cursor?: string; readonly limit: number }): Promise<KeptMailPage>;
  /** Undefined also for an id that is none. */
  keptMail(id: string): Promise<KeptMail | SettledMail | undefined>;
  /** Counts one more and returns how many there were in the hour since the first. Counts a repetition too. */
  countWithinHour(counter: Counter): Promise<number>;
  mailVisitor(email: string): Promise<VisitorId | undefined>;
  /** Those of this owner that are not forgotten yet. */
  uploads(owner: UploadOwner, ids: readonly string[]): Promise<readonly Upload[]>;
  rules(): Promise<Rules>;
  /** Undefined if it was never switched on. */
  canary(): Promise<Canary | undefined>;
  /** The visitor counts as present until the given instant. */
  setPresence(id: ConversationId, until: Instant): Promise<void>;
  presentUntil(id: ConversationId): Promise<Instant | null>;
  rememberAgent(agent: Agent): Promise<void>;
  agents(): Promise<readonly Agent[]>;
  agent(id: AgentId): Promise<Agent | undefined>;
  /** A visitor's ticket begins with their id. */
  putTicket(ticket: string, topic: Topic, expiresAt: Instant): Promise<void>;
  /** Redeems a ticket; undefined if it never was, has expired or was redeemed before. */
  takeTicket(ticket: string): Promise<Topic | undefined>;
  putConnection(connection: Connection): Promise<void>;
  /** Whether it is remembered whole, so that it is among the `connections` of its audience. */
  isConnected(connectionId: string): Promise<boolean>;
  removeConnection(connectionId: string): Promise<void>;
  connections(audience: Audience): Promise<readonly Connection[]>;
}

export type Audience = { readonly kind: 'agents' } | { readonly kind: 'visitor'; readonly visitorId: VisitorId };

/** What a one-shot timer or an immediate check is about. A check of another arm than the conversation's does nothing. */
export interface UnreadCheck {
  readonly conversationId: ConversationId;
  readonly episode: number;
  readonly arm: number;
}

export interface UnreadTimer {
  /** Rings at the given time, at least once; arming the same check twice is arming it once. */
  arm(check: UnreadCheck, at: Instant): Promise<void>;
  /** Checks at once, in another invocation. */
  checkNow(check: UnreadCheck): Promise<void>;
}

/** What became of handing a mail to SES. `refused` is certain: it was not sent. `unknown`: nobody can tell. */
export type SendResult =
  | { readonly kind: 'accepted'; readonly sesId: string; readonly messageId: string }
  | {
      readonly kind: 'refused';
      readonly final: boolean;
      readonly reason: string;
      /** SES's own words. They may name an address, so they are shown to an admin and neither stored nor logged. */
      readonly says?: string;
    }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface OutgoingMail {
  /** With display name, RFC 2047 encoded. */
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Files that go along. */
  readonly files?: readonly MailFile[];
  /** What SES's events will name: letters, digits, `_` and `-`. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface MailFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface MailSender {
  /** Hands the mail over once; tries again by itself only if it certainly was not. */
  send(mail: OutgoingMail): Promise<SendResult>;
}

/** Keeps files by key, in one bucket. */
export interface Files {
  put(key: string, body: Uint8Array | string, contentType: string): Promise<void>;
  /** Undefined if there is no such file. Rejects if reading takes longer than that. */
  get(key: string, longestMs?: number): Promise<Uint8Array | undefined>;
}

/** The files of attachments, by the attachments' ids. */
export interface AttachmentFiles {
  /** Where a browser may put the file within a few minutes: a file of that type and length, and no other. */
  uploadPlace(upload: Pick<Upload, 'id' | 'contentType' | 'size'>): UploadPlace;
  /** Bytes; undefined if nothing has been uploaded, or so long ago that it is forgotten. */
  uploadedSize(id: string): Promise<number | undefined>;
  /** Keeps an uploaded file for as long as its message; doing so again does no harm. */
  keepUpload(id: string): Promise<void>;
  /** A URL that is good for an hour; it saves the file under its name and never opens it as a page. */
  readonly downloadUrl: (attachment: Attachment) => string;
  /** Undefined if there is no such file. Rejects after a few seconds. */
  get(id: string): Promise<Uint8Array | undefined>;
  /** Nothing happens if there is no such file. */
  remove(id: string): Promise<void>;
}

export interface UploadPlace {
  readonly url: string;
  readonly method: 'PUT';
  /** To be sent with exactly these values. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a push says; ids and new state only, HTTP tells the rest. */
export type Push = Readonly<Record<string, unknown>> & {
  readonly type: 'message' | 'conversation' | 'read' | 'typing' | 'pong';
};

export interface Realtime {
  /** Sends to one connection. `gone`: the connection is no more, or is not yet: its handshake is not complete. */
  push(connectionId: string, push: Push): Promise<'sent' | 'gone'>;
  /** Ends a connection, if it still stands. */
  end(connectionId: string): Promise<void>;
}

/** What SES says of the account's set-up. */
export interface SesAccount {
  /** Undefined if SES does not know the identity. */
  identity(domain: string): Promise<{ readonly verified: boolean; readonly dkim: boolean } | undefined>;
  isOutOfSandbox(): Promise<boolean>;
  isSendingEnabled(): Promise<boolean>;
  /** Whether the configuration set publishes its events to EventBridge. */
  publishesEvents(configurationSet: string): Promise<boolean>;
  activeReceiptRuleSet(): Promise<string | undefined>;
}
