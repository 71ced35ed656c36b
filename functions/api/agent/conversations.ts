import type * as wire from '../../../contract/wire.ts';
import { advanceRead } from '../../domain/conversation/advance-read.ts';
import { changeConversation } from '../../domain/conversation/change.ts';
import type { ConversationStore } from '../../domain/conversation/conversation-store.ts';
import type { VisitorStore } from '../../domain/conversation/visitor-store.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Conversation, Status } from '../../domain/records/conversation.ts';
import type { AgentId, ConversationId } from '../../domain/records/ids.ts';
import type { Visitor } from '../../domain/records/visitor.ts';
import type { Table } from '../../domain/table/table.ts';
import type { Request } from '../http/api.ts';
import { pageAt } from '../http/cursor.ts';
import { decodeFields, nullable, oneOf, queryNumber, text, wholeNumber } from '../http/decode.ts';
import { presentConversationForAgent } from '../http/present.ts';
import { notFound, Problem } from '../http/problem.ts';
import { readable } from '../http/readable.ts';
import { searchedFor } from '../http/searched-for.ts';
import { longestSubject } from './identity.ts';
import type { AgentHandler, Caller } from './identity.ts';
import type { AgentPorts } from './ports.ts';

/** `GET /v1/agent/conversations`: the queue, longest waiting first. */
export function listQueue({ table }: AgentPorts): AgentHandler {
  return async ({ query }, caller) => {
    if (query.find !== undefined) return { status: 200, body: { conversations: await find(table, query.find) } };
    const { view = 'all', status, cursor } = query;
    const limit = queryNumber(query.limit, 'limit', { least: 1, most: 100, otherwise: 50 });
    const wanted = decodeFields({ view }, { view: oneOf('mine', 'unassigned', 'all') });
    const statuses =
      status === undefined
        ? (['open', 'pending', 'solved'] as const)
        : [decodeFields({ status }, { status: oneOf('open', 'pending', 'solved') }).status];
    const page = await pageAt(
      table.queue({ statuses, cursor, limit, wanted: (one) => isInView(one, wanted.view, caller) }),
    );
    return {
      status: 200,
      body: {
        conversations: await presentAll(table, page.conversations),
        ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
      } satisfies wire.QueuePage,
    };
  };
}

const mostFound = 50;

/** Conversations, closed ones too, of visitors whose name or address begins so; what changed last comes first. */
async function find(table: Table, beginning: string): Promise<readonly wire.Conversation[]> {
  const visitors = await table.findVisitors(searchedFor(beginning), mostFound);
  const ids = (await Promise.all(visitors.map((id) => table.conversationsOf(id)))).flat();
  const conversations = (await table.conversations(ids.slice(0, 4 * mostFound))).toSorted((a, b) =>
    a.updatedAt > b.updatedAt ? -1 : 1,
  );
  return presentAll(table, conversations.slice(0, mostFound));
}

function isInView({ assignee }: Conversation, view: 'mine' | 'unassigned' | 'all', { agent }: Caller): boolean {
  return view === 'all' || (view === 'mine' ? assignee === agent.id : assignee === null);
}

async function presentAll(
  table: Pick<VisitorStore, 'visitors'>,
  conversations: readonly Conversation[],
): Promise<readonly wire.Conversation[]> {
  const visitors = await table.visitors(conversations.map((one) => one.visitorId));
  return conversations.flatMap((conversation) => {
    const visitor = visitors.find((one) => one.id === conversation.visitorId);
    return visitor === undefined ? [] : [presentConversationForAgent(conversation, visitor)];
  });
}

/** `GET /v1/agent/conversations/{id}` */
export function showConversation({ table }: AgentPorts): AgentHandler {
  return async (request) => presented(table, await conversationOf(table, request));
}

/** `PUT /v1/agent/conversations/{id}/read` */
export function readConversation({ table, world }: AgentPorts): AgentHandler {
  return async (request) => {
    const conversation = await conversationOf(table, request);
    const wanted = decodeFields(request.json(), { through: wholeNumber(0) });
    const through = readable(conversation, wanted.through, 'through');
    const message = await table.message(conversation.id, through);
    const advanced = message && (await advanceRead(world, table, 'agent', message));
    const now = advanced ?? (await table.conversation(conversation.id)) ?? conversation;
    return { status: 200, body: { readThrough: now.agentReadThrough } };
  };
}

/** `PUT /v1/agent/conversations/{id}/status`: `closed` is final. */
export function changeStatus({ table, world }: AgentPorts): AgentHandler {
  return async (request) => {
    const { id } = await conversationOf(table, request);
    const { status } = decodeFields(request.json(), { status: oneOf('open', 'pending', 'solved', 'closed') });
    const changed = await changeConversation(world, table, id, (conversation) => {
      if (conversation.status === 'closed') throw new Problem(409, 'conversation_closed');
      return conversation.status === status ? conversation : withStatus(conversation, status, world.now());
    });
    return presented(table, changed);
  };
}

/** Nobody waits for an answer in a conversation that is solved or closed. */
function withStatus(conversation: Conversation, status: Status, now: Instant): Conversation {
  const changed: Conversation = { ...conversation, status, updatedAt: now };
  const ends = (status === 'solved' || status === 'closed') && conversation.waitingSince !== null;
  return ends ? { ...changed, waitingSince: null, queuedSince: now } : changed;
}

/** `PUT /v1/agent/conversations/{id}/assignee` */
export function assign({ table, world }: AgentPorts): AgentHandler {
  return async (request) => {
    const { id } = await conversationOf(table, request);
    const wanted = decodeFields(request.json(), { agentId: nullable(text(1, longestSubject)) });
    const agentId = wanted.agentId as AgentId | null;
    if (agentId !== null && (await table.agent(agentId)) === undefined) throw notFound('agent');
    const changed = await changeConversation(world, table, id, (conversation) =>
      conversation.assignee === agentId ? conversation : { ...conversation, assignee: agentId, updatedAt: world.now() },
    );
    return presented(table, changed);
  };
}

/** The conversation of a request's path. Throws 404. */
export async function conversationOf(
  table: Pick<ConversationStore, 'conversation'>,
  { parameters }: Request,
): Promise<Conversation> {
  const conversation = await table.conversation(parameters.id as ConversationId);
  if (conversation === undefined) throw notFound('conversation');
  return conversation;
}

/** The visitor of a conversation. Throws 404 if they have been erased. */
export async function visitorOf(table: Pick<VisitorStore, 'visitor'>, conversation: Conversation): Promise<Visitor> {
  const visitor = await table.visitor(conversation.visitorId);
  if (visitor === undefined) throw notFound('conversation');
  return visitor;
}

async function presented(
  table: Pick<VisitorStore, 'visitor'>,
  conversation: Conversation | undefined,
): Promise<{ readonly status: number; readonly body: { readonly conversation: unknown } }> {
  if (conversation === undefined) throw notFound('conversation');
  const visitor = await visitorOf(table, conversation);
  return { status: 200, body: { conversation: presentConversationForAgent(conversation, visitor) } };
}
