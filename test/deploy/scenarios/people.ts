import { randomUUID } from 'node:crypto';
import type { Deployed } from '../deployment/deployed.ts';
import type { Answered, Message } from './answers.ts';

export interface VisitorInChat {
  readonly id: string;
  readonly token: string;
  readonly conversation: string;
  readonly email: string | undefined;
}

/** A new visitor who has written; with an address of their own unless `email` is null. */
export async function visitorInChat(
  stack: Deployed,
  { name = 'Vera', email = newAddress() }: { name?: string; email?: string | null } = {},
): Promise<VisitorInChat> {
  const body = { locale: 'en', name, ...(email === null ? {} : { email }) };
  const { token, visitor } = await stack.expectCall(201, 'POST', '/v1/visitor/sessions', { body });
  const { conversation } = await stack.expectCall(201, 'POST', '/v1/visitor/conversations', {
    token: token,
    body: { clientMessageId: randomUUID(), text: 'Hello' },
  });
  return {
    id: visitor.id,
    token: token,
    conversation: conversation.id,
    email: email ?? undefined,
  };
}

export function newAddress(): string {
  return `v${randomUUID().slice(0, 8)}@example.org`;
}

/** An agent's answer; its message. */
export async function answer(
  stack: Deployed,
  conversation: string,
  text: string,
  notify: 'auto' | 'now' | 'never' = 'auto',
): Promise<Message> {
  const body = { clientMessageId: randomUUID(), text, notify };
  return (await stack.agent(201, 'POST', `/v1/agent/conversations/${conversation}/messages`, body)).message;
}

export async function messagesForAgent(stack: Deployed, conversation: string): Promise<readonly Message[]> {
  return (await stack.agent(200, 'GET', `/v1/agent/conversations/${conversation}/messages`)).messages;
}

export async function messagesForVisitor(stack: Deployed, visitor: VisitorInChat): Promise<readonly Message[]> {
  const path = `/v1/visitor/conversations/${visitor.conversation}/messages`;
  return (await stack.expectCall(200, 'GET', path, { token: visitor.token })).messages;
}

/** States of what became of an agent's messages, oldest first. */
export async function notificationStates(stack: Deployed, conversation: string): Promise<readonly string[]> {
  const messages = await messagesForAgent(stack, conversation);
  return messages.flatMap(({ notification }) => (notification === undefined ? [] : [notification.state]));
}

/** Saves settings, whatever the stored ones are otherwise. */
export async function changeSettings(stack: Deployed, change: object): Promise<Answered> {
  const stored = await stack.agent(200, 'GET', '/v1/admin/settings');
  return stack.agent(200, 'PUT', '/v1/admin/settings', { ...stored, ...change });
}
