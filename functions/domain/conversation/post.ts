import type { Instant } from '../instant.ts';
import { newConversation } from '../records/conversation.ts';
import type { Conversation } from '../records/conversation.ts';
import { furthest } from '../records/ids.ts';
import type { ConversationId, Seq, VisitorId } from '../records/ids.ts';
import type { Message } from '../records/message.ts';
import type { ClientMessageScope, Transactions, Write } from '../records/write.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { World } from '../world.ts';
import { append, isMereNote } from './append.ts';
import type { Appended, Draft } from './append.ts';
import { commitOrRetry } from './commit-or-retry.ts';
import type { Attempt } from './commit-or-retry.ts';
import type { ConversationStore } from './conversation-store.ts';
import { decisionRecord } from './decision-record.ts';
import { pastHold } from './past-hold.ts';
import type { VisitorStore } from './visitor-store.ts';

export interface Posted {
  /** False when the same client message had been posted before: this is the first result then. */
  readonly created: boolean;
  readonly conversation: Conversation;
  readonly message: Message;
}

export interface Post {
  readonly conversationId: ConversationId;
  readonly draft: Draft;
  /** What the visitor had read when they wrote. */
  readonly readThrough?: Seq;
  /** What changes in the conversation before the message is appended. */
  readonly prepare?: (conversation: Conversation) => Conversation;
  /** What else must be written with the message, or not at all. */
  readonly also?: (posted: Appended) => readonly Write[];
}

/** A file that the message was to take went to another message meanwhile; nothing was written. */
export class UploadTaken extends Error {
  override readonly name = 'UploadTaken';
}

type PostTable = Pick<ConversationStore, 'conversation' | 'message' | 'clientMessage'> &
  SettingsStore &
  Transactions &
  Pick<VisitorStore, 'visitor'>;

/**
 * Appends a message, once for each client message id, however often and by however many it is asked for. A closed
 * conversation is final: its message goes to its one successor, which this creates if there is none and the message is no mere note.
 * Returns undefined if there is no such conversation, or if the mail it comes from was taken in, or settled, before. Throws Busy
 * and UploadTaken.
 */
export async function post(world: World, table: PostTable, wanted: Post): Promise<Posted | undefined> {
  const { draft, also = () => [], prepare = (conversation: Conversation) => conversation } = wanted;
  let target = wanted.conversationId;

  const attempt = async (): Promise<Attempt<Posted | undefined>> => {
    const [found, { settings }] = await Promise.all([table.conversation(target), table.rules()]);
    const conversation = found && (await followSuccessors(table, found));
    if (conversation === undefined) return { writes: [], result: undefined };
    target = conversation.id;
    const goesOn = conversation.status === 'closed' && !isMereNote(draft);
    if (goesOn || target !== wanted.conversationId) {
      // It may have been written before the conversation was closed, and only the answer got lost.
      const first = await postedBefore(table, wanted.conversationId, draft);
      if (first !== undefined) return { writes: [], result: first };
    }
    const now = world.now();
    const open = goesOn
      ? successorOf(world, conversation, now)
      : await withRead(table, conversation, wanted.readThrough);
    const before = prepare(open);
    const appended = append(before, draft, settings, now);
    const result = { created: true, ...appended };
    const writes = [
      ...messageWrites(result, scopeIn(result.conversation.id, draft)),
      ...(goesOn ? continuation(conversation, appended.conversation) : []),
      ...(await endOfHold(table, before, appended.message)),
      ...also(appended),
    ];
    return { writes, result };
  };

  return commitOrRetry(world, table, attempt, async (failed) => {
    if (failed.includes('inbound-seen') || failed.includes('mail-settled')) return { result: undefined };
    const first = await firstIfRepeated(table, failed, scopeIn(target, draft), draft.clientMessageId);
    return first && { result: first };
  });
}

export interface Start {
  readonly visitorId: VisitorId;
  readonly draft: Draft;
  readonly also?: readonly Write[];
}

/** Opens a conversation with its first message, once for each client message id of the visitor's. Throws Busy and UploadTaken. */
export async function start(world: World, table: PostTable, { visitorId, draft, also = [] }: Start): Promise<Posted> {
  const scope: ClientMessageScope = { kind: 'new-conversation', visitorId };
  const attempt = async (): Promise<Attempt<Posted>> => {
    const { settings } = await table.rules();
    const now = world.now();
    const id = world.random.token() as ConversationId;
    const empty = newConversation({ id, visitorId, replyToken: world.random.token(), now });
    const result = { created: true, ...append(empty, draft, settings, now) };
    return { writes: [...messageWrites(result, scope), ...opening(result.conversation), ...also], result };
  };
  return commitOrRetry(world, table, attempt, async (failed) => {
    const first = await firstIfRepeated(table, failed, scope, draft.clientMessageId);
    return first && { result: first };
  });
}

/** What this client message id has posted before, here or in what continues it: a repetition need not be prepared again. */
export async function postedBefore(
  table: PostTable,
  conversationId: ConversationId,
  draft: Pick<Draft, 'author' | 'clientMessageId'>,
): Promise<Posted | undefined> {
  const first = await firstPosted(table, scopeIn(conversationId, draft), draft.clientMessageId);
  if (first !== undefined) return first;
  const successor = (await table.conversation(conversationId))?.continuedBy ?? null;
  return successor === null ? undefined : postedBefore(table, successor, draft);
}

/** What this client message id has opened before. */
export async function startedBefore(
  table: PostTable,
  visitorId: VisitorId,
  clientMessageId: string | undefined,
): Promise<Posted | undefined> {
  return firstPosted(table, { kind: 'new-conversation', visitorId }, clientMessageId);
}

/** The conversation that goes on from this one, or this one itself. */
async function followSuccessors(
  table: Pick<ConversationStore, 'conversation'>,
  conversation: Conversation,
): Promise<Conversation | undefined> {
  const { continuedBy } = conversation;
  if (continuedBy === null) return conversation;
  const successor = await table.conversation(continuedBy);
  return successor && followSuccessors(table, successor);
}

/** The conversation with the visitor's cursor where they say they have read to; never back, never beyond the end. */
async function withRead(
  table: Pick<ConversationStore, 'message'>,
  conversation: Conversation,
  through: Seq | undefined,
): Promise<Conversation> {
  if (through === undefined || through <= conversation.visitorReadThrough || through > conversation.lastSeq) {
    return conversation;
  }
  const counts =
    through === conversation.lastSeq
      ? conversation.counts
      : (await table.message(conversation.id, through))?.countsThrough;
  if (counts === undefined) return conversation;
  return {
    ...conversation,
    visitorReadThrough: furthest(conversation.visitorReadThrough, through),
    visitorReadCount: counts.agent,
  };
}

function successorOf(world: World, closed: Conversation, now: Instant): Conversation {
  const id = world.random.token() as ConversationId;
  return newConversation({ id, visitorId: closed.visitorId, replyToken: closed.replyToken, now, continues: closed });
}

function continuation(closed: Conversation, successor: Conversation): readonly Write[] {
  return [{ kind: 'conversation', value: { ...closed, continuedBy: successor.id } }, ...opening(successor)];
}

/** The record of a hold that ends with this answer. */
async function endOfHold(
  table: Pick<VisitorStore, 'visitor'>,
  conversation: Conversation,
  answer: Message,
): Promise<readonly Write[]> {
  const past = pastHold(conversation, answer);
  if (past === null) return [];
  const visitor = await table.visitor(conversation.visitorId);
  return [decisionRecord(past.reason, { conversation, episode: past.pending, visitor, at: answer.sentAt })];
}

/** What leads to a new conversation: its visitor, and its reply address. */
export function opening({ id, visitorId, replyToken }: Conversation): readonly Write[] {
  return [
    { kind: 'visitor-conversation', visitorId, conversationId: id },
    { kind: 'reply-token', token: replyToken, conversationId: id },
  ];
}

function messageWrites({ conversation, message }: Posted, scope: ClientMessageScope): readonly Write[] {
  const writes: readonly Write[] = [
    { kind: 'conversation', value: conversation },
    { kind: 'message', value: message },
  ];
  const { clientMessageId } = message;
  if (clientMessageId === undefined) return writes;
  const value = { scope, clientMessageId, conversationId: conversation.id, seq: message.seq };
  return [...writes, { kind: 'client-message', value }];
}

/** A conversation has one visitor, who may have another id since they logged in. */
function scopeIn(conversationId: ConversationId, { author }: Pick<Draft, 'author'>): ClientMessageScope {
  return {
    kind: 'conversation',
    conversationId,
    author: author.kind === 'agent' ? `agent-${author.id}` : author.kind,
  };
}

/** A repetition has lost its uploads to itself, too: so the client message id is looked at first. */
async function firstIfRepeated(
  table: PostTable,
  failed: readonly Write['kind'][],
  scope: ClientMessageScope,
  clientMessageId: string | undefined,
): Promise<Posted | undefined> {
  if (failed.includes('client-message')) return firstPosted(table, scope, clientMessageId);
  if (failed.includes('upload')) throw new UploadTaken('Another message has taken an upload');
  return undefined;
}

async function firstPosted(
  table: PostTable,
  scope: ClientMessageScope,
  clientMessageId: string | undefined,
): Promise<Posted | undefined> {
  const first = clientMessageId === undefined ? undefined : await table.clientMessage(scope, clientMessageId);
  if (first === undefined) return undefined;
  const [conversation, message] = await Promise.all([
    table.conversation(first.conversationId),
    table.message(first.conversationId, first.seq),
  ]);
  return conversation && message && { created: false, conversation, message };
}
