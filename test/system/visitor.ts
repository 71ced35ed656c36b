import { randomUUID } from 'node:crypto';
import type { Answer, RunningSystem } from './running-system.ts';

/** A JSON object as it is sent. */
export type Json = Readonly<Record<string, unknown>>;

export interface ShownMessage {
  readonly seq: number;
  readonly text: string;
  readonly channel: string;
  readonly kind?: string;
  readonly reason?: string;
  readonly author: { readonly kind: string; readonly name?: string; readonly email?: string };
  readonly notification?: { readonly state: string; readonly dueAt?: string; readonly reason?: string };
}

/** A visitor of the site, as their widget acts for them. */
export interface Visitor {
  readonly id: string;
  readonly token: string;
  readonly conversation: string;
  /** Any call with their token. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  readonly writes: (text: string, more?: Json) => Promise<Answer>;
  readonly reads: (through: number) => Promise<Answer>;
  readonly gives: (email: string) => Promise<Answer>;
  readonly messages: () => Promise<readonly ShownMessage[]>;
}

/** A new visitor, who has written `Hello`. */
export async function visitorOf(
  system: RunningSystem,
  options: { readonly session?: Json; readonly email?: string } = {},
): Promise<Visitor> {
  const session = await system.request('POST', '/v1/visitor/sessions', { body: options.session ?? { locale: 'en' } });
  const { token, visitor: known } = session.body as { token: string; visitor: { id: string } };
  const first = { clientMessageId: randomUUID(), text: 'Hello' };
  const opened = await system.request('POST', '/v1/visitor/conversations', { token, body: first });
  const { conversation } = opened.body as { conversation: { id: string } };
  const visitor = asVisitor(system, known.id, token, conversation.id);
  if (options.email !== undefined) await visitor.gives(options.email);
  return visitor;
}

/** Who holds a token, in a conversation. */
export function asVisitor(system: RunningSystem, id: string, token: string, conversation: string): Visitor {
  const act = (method: string, path: string, body?: unknown): Promise<Answer> =>
    system.request(method, path, { token, ...(body === undefined ? {} : { body }) });
  const path = `/v1/visitor/conversations/${conversation}`;
  return {
    id,
    token,
    conversation,
    call: act,
    writes: (text, more = {}) => act('POST', `${path}/messages`, { clientMessageId: randomUUID(), text, ...more }),
    reads: (through) => act('PUT', `${path}/read`, { through }),
    gives: (email) => act('PUT', '/v1/visitor/profile', { email }),
    messages: async () =>
      ((await act('GET', `${path}/messages`)).body as { messages: readonly ShownMessage[] }).messages,
  };
}
