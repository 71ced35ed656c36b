import type * as wire from '../../../contract/wire.ts';
import { plusSeconds } from '../../domain/instant.ts';
import type { VisitorId } from '../../domain/records/ids.ts';
import { typedAddress } from '../http/accepted-address.ts';
import { decodeFields } from '../http/decode.ts';
import { presentConversationInBrief, presentVisitorForAgent } from '../http/present.ts';
import { notFound } from '../http/problem.ts';
import { updateVisitor } from '../visitor/profile.ts';
import { ticketSeconds } from '../visitor/widget.ts';
import type { AgentHandler } from './identity.ts';
import type { AgentPorts } from './ports.ts';

/** `GET /v1/agent/me`: who calls, and the settings by which their answers are e-mailed. */
export function showMe({ table }: AgentPorts): AgentHandler {
  return async (_request, { agent, admin }) => {
    const { continuousConversations, delayMinutes, emailReplyDelayMinutes } = (await table.rules()).settings;
    const settings = { continuousConversations, delayMinutes, emailReplyDelayMinutes };
    return { status: 200, body: { ...agent, admin, settings } satisfies wire.Me };
  };
}

/** `GET /v1/agent/agents`: everybody who has signed in so far. */
export function listAgents({ table }: AgentPorts): AgentHandler {
  return async () => ({ status: 200, body: { agents: await table.agents() } });
}

/** So many of a visitor's conversations are listed with them. */
const mostConversations = 20;

/** `GET /v1/agent/visitors/{id}`: with their conversations, closed ones too, newest first. */
export function showVisitor({ table }: AgentPorts): AgentHandler {
  return async ({ parameters }) => {
    const id = parameters.id as VisitorId;
    const [visitor, ids] = await Promise.all([table.visitor(id), table.conversationsOf(id)]);
    if (visitor === undefined) throw notFound('visitor');
    const conversations = (await table.conversations(ids))
      .toSorted((a, b) => (a.createdAt > b.createdAt ? -1 : 1))
      .slice(0, mostConversations)
      .map((conversation) => presentConversationInBrief(conversation, visitor));
    return { status: 200, body: { visitor: presentVisitorForAgent(visitor), conversations } };
  };
}

/** `PUT /v1/agent/visitors/{id}/email` */
export function changeEmail({ table, world }: AgentPorts): AgentHandler {
  return async (request) => {
    const { email } = decodeFields(request.json(), { email: typedAddress });
    const visitor = await updateVisitor(world, table, request.parameters.id as VisitorId, { email });
    return { status: 200, body: { visitor: presentVisitorForAgent(visitor) } };
  };
}

/** `POST /v1/agent/realtime`: a ticket that admits one connection to the agents' pushes. */
export function openRealtime({ table, world, websocketUrl }: AgentPorts): AgentHandler {
  return async (_request, { agent }) => {
    const ticket = world.random.token();
    const expiresAt = plusSeconds(world.now(), ticketSeconds);
    await table.putTicket(ticket, { kind: 'agents', agentId: agent.id }, expiresAt);
    return { status: 201, body: { url: `${websocketUrl}?ticket=${ticket}`, expiresAt } satisfies wire.RealtimeTicket };
  };
}
