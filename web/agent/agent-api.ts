import type { Answer, Me, PendingAction, QueuePage, View, VisitorWithConversations } from '../../contract/agents.ts';
import type { Conversation, MessagePage, SentMessage, Status } from '../../contract/conversations.ts';
import type { Decision, SentEmail, ShownEmail } from '../../contract/emails.ts';
import type { KeptMailAction, KeptMailPage, KeptState } from '../../contract/kept-mail.ts';
import type { RealtimeTicket } from '../../contract/live.ts';
import type { Message } from '../../contract/messages.ts';
import type { Agent, Visitor } from '../../contract/people.ts';
import type { Call } from '../shared/call.ts';
import { uploadFile } from '../shared/upload.ts';

/** The calls of an agent, as docs/api.md lists them. */
export interface AgentApi {
  readonly me: () => Promise<Me>;
  readonly agents: () => Promise<readonly Agent[]>;
  readonly ticket: () => Promise<RealtimeTicket>;
  readonly queue: (view: View, status: string, cursor: string | undefined) => Promise<QueuePage>;
  readonly find: (text: string) => Promise<readonly Conversation[]>;
  readonly conversation: (id: string) => Promise<Conversation>;
  readonly messages: (id: string, after: number, limit: number) => Promise<MessagePage>;
  readonly write: (id: string, answer: Answer) => Promise<SentMessage>;
  readonly takeBack: (id: string, seq: number) => Promise<Message>;
  readonly read: (id: string, through: number) => Promise<void>;
  readonly changeStatus: (id: string, status: Status) => Promise<Conversation>;
  readonly assign: (id: string, agentId: string | null) => Promise<Conversation>;
  readonly decide: (id: string, action: PendingAction) => Promise<void>;
  readonly decisions: (id: string) => Promise<readonly Decision[]>;
  readonly emails: (id: string) => Promise<readonly SentEmail[]>;
  readonly email: (id: string, episode: number) => Promise<ShownEmail>;
  readonly visitor: (id: string) => Promise<VisitorWithConversations>;
  readonly changeEmail: (visitorId: string, email: string) => Promise<Visitor>;
  readonly keptMail: (state: KeptState, cursor: string | undefined) => Promise<KeptMailPage>;
  /** Gives the conversation that the mail went into, if into any. */
  readonly settleMail: (id: string, action: KeptMailAction) => Promise<Conversation | undefined>;
  readonly upload: (file: File, onProgress: (done: number) => void, signal: AbortSignal) => Promise<string>;
}

const queuePageSize = 50;

export function createAgentApi(call: Call): AgentApi {
  /** The one field of an answer that matters. */
  async function field<T>(name: string, answer: Promise<unknown>): Promise<T> {
    return ((await answer) as Readonly<Record<string, T>>)[name] as T;
  }

  return {
    me: () => call('GET', '/v1/agent/me') as Promise<Me>,
    agents: () => field('agents', call('GET', '/v1/agent/agents')),
    ticket: () => call('POST', '/v1/agent/realtime') as Promise<RealtimeTicket>,
    queue(view, status, cursor) {
      const query = new URLSearchParams({ view, status, limit: String(queuePageSize) });
      if (cursor !== undefined) query.set('cursor', cursor);
      return call('GET', `/v1/agent/conversations?${query.toString()}`) as Promise<QueuePage>;
    },
    find: (text) => field('conversations', call('GET', `/v1/agent/conversations?find=${encodeURIComponent(text)}`)),
    conversation: (id) => field('conversation', call('GET', conversation(id))),
    messages: (id, after, limit) =>
      call('GET', `${conversation(id)}/messages?after=${after}&limit=${limit}`) as Promise<MessagePage>,
    write: (id, answer) => call('POST', `${conversation(id)}/messages`, answer) as Promise<SentMessage>,
    takeBack: (id, seq) => field('message', call('DELETE', `${conversation(id)}/messages/${seq}`)),
    async read(id, through) {
      await call('PUT', `${conversation(id)}/read`, { through });
    },
    changeStatus: (id, status) => field('conversation', call('PUT', `${conversation(id)}/status`, { status })),
    assign: (id, agentId) => field('conversation', call('PUT', `${conversation(id)}/assignee`, { agentId })),
    async decide(id, action) {
      await call('POST', `${conversation(id)}/notification`, { action });
    },
    decisions: (id) => field('decisions', call('GET', `${conversation(id)}/decisions`)),
    emails: (id) => field('emails', call('GET', `${conversation(id)}/emails`)),
    email: (id, episode) => field('email', call('GET', `${conversation(id)}/emails/${episode}`)),
    visitor: (id) => call('GET', `/v1/agent/visitors/${encodeURIComponent(id)}`) as Promise<VisitorWithConversations>,
    changeEmail: (id, email) =>
      field('visitor', call('PUT', `/v1/agent/visitors/${encodeURIComponent(id)}/email`, { email })),
    keptMail(state, cursor) {
      const query = new URLSearchParams({ state, limit: String(queuePageSize) });
      if (cursor !== undefined) query.set('cursor', cursor);
      return call('GET', `/v1/agent/mail?${query.toString()}`) as Promise<KeptMailPage>;
    },
    settleMail: (id, action) => field('conversation', call('POST', `/v1/agent/mail/${encodeURIComponent(id)}`, action)),
    upload: (file, onProgress, signal) => uploadFile(call, file, { path: '/v1/agent/attachments', onProgress, signal }),
  };
}

function conversation(id: string): string {
  return `/v1/agent/conversations/${encodeURIComponent(id)}`;
}
