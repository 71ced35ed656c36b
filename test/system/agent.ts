import { randomUUID } from 'node:crypto';
import type { Answer, RunningSystem } from './running-system.ts';
import type { Json, ShownMessage } from './visitor.ts';

/** An agent who is an admin as well. */
export interface Agent {
  readonly token: string;
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  readonly answers: (conversation: string, text: string, more?: Json) => Promise<Answer>;
  readonly sets: (conversation: string, status: string) => Promise<Answer>;
  readonly messages: (conversation: string) => Promise<readonly ShownMessage[]>;
  /** Changes some of the settings. */
  readonly saves: (change: Json) => Promise<Answer>;
}

export async function agentOf(system: RunningSystem, name = 'ada'): Promise<Agent> {
  const token = await system.agentToken(name, 'admin');
  const act = (method: string, path: string, body?: unknown): Promise<Answer> =>
    system.request(method, path, { token, ...(body === undefined ? {} : { body }) });
  const path = (conversation: string): string => `/v1/agent/conversations/${conversation}`;
  return {
    token,
    call: act,
    answers: (conversation, text, more = {}) =>
      act('POST', `${path(conversation)}/messages`, { clientMessageId: randomUUID(), text, ...more }),
    sets: (conversation, status) => act('PUT', `${path(conversation)}/status`, { status }),
    messages: async (conversation) =>
      ((await act('GET', `${path(conversation)}/messages`)).body as { messages: readonly ShownMessage[] }).messages,
    saves: async (change) => {
      const { body } = await act('GET', '/v1/admin/settings');
      return act('PUT', '/v1/admin/settings', { ...(body as Json), ...change });
    },
  };
}
