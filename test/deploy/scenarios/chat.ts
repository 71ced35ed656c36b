import { randomUUID } from 'node:crypto';
import type { Answered } from './answers.ts';
import { answer, messagesForVisitor, newAddress, visitorInChat } from './people.ts';
import type { Scenario } from './scenario.ts';

/** A conversation in the widget and in the agents' workspace. */
export const chat: readonly Scenario[] = [
  {
    name: 'a message is stored once, however often it is posted, and the address is confirmed',
    run: async (stack) => {
      const vera = await visitorInChat(stack, { email: null });
      const path = `/v1/visitor/conversations/${vera.conversation}/messages`;
      const body = { clientMessageId: randomUUID(), text: 'Is it in stock?' };
      const first = await stack.expectCall(201, 'POST', path, { token: vera.token, body });
      const again = await stack.expectCall(200, 'POST', path, { token: vera.token, body });
      expect(again.message.seq).toBe(first.message.seq);
      const profile = { token: vera.token, body: { email: newAddress() } };
      await stack.expectCall(200, 'PUT', '/v1/visitor/profile', profile);
      const kinds = (await messagesForVisitor(stack, vera)).map(({ kind }) => kind);
      expect(kinds).toEqual([undefined, undefined, 'email-confirmation']);
      const renewed = await stack.expectCall(200, 'POST', '/v1/visitor/sessions', { token: vera.token, body: {} });
      expect(renewed.visitor.id).toBe(vera.id);
    },
  },
  {
    name: 'the queue has who waits, and the visitor is found by name',
    run: async (stack) => {
      const name = `Quentin${randomUUID().slice(0, 6)}`;
      const vera = await visitorInChat(stack, { name });
      const ids = ({ conversations }: Answered) => conversations.map(({ id }) => id);
      let cursor = '';
      const queued: string[] = [];
      do {
        const page = await stack.agent(200, 'GET', `/v1/agent/conversations?limit=100${cursor}`);
        queued.push(...ids(page));
        cursor = page.cursor === undefined ? '' : `&cursor=${encodeURIComponent(page.cursor)}`;
      } while (cursor !== '');
      expect(queued).toContain(vera.conversation);
      await stack.eventually('the name is found', async () =>
        ids(await stack.agent(200, 'GET', `/v1/agent/conversations?find=${name}`)).includes(vera.conversation),
      );
    },
  },
  {
    name: 'an agent works on a conversation: reads, assigns, notes, solves; it closes and goes on in its successor',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      const path = `/v1/agent/conversations/${vera.conversation}`;
      const me = await stack.agent(200, 'GET', '/v1/agent/me');
      await stack.agent(200, 'PUT', `${path}/read`, { through: 1 });
      await stack.agent(200, 'PUT', `${path}/assignee`, { agentId: me.id });
      const { message } = await stack.agent(201, 'POST', `${path}/messages`, {
        clientMessageId: randomUUID(),
        text: 'Known customer.',
        visibility: 'note',
      });
      expect(await messagesForVisitor(stack, vera)).toHaveLength(1);
      await stack.agent(200, 'DELETE', `${path}/messages/${String(message.seq)}`);
      await stack.agent(200, 'PUT', `${path}/status`, { status: 'solved' });
      await stack.agent(200, 'PUT', `${path}/status`, { status: 'closed' });
      const body = { clientMessageId: randomUUID(), text: 'One more question' };
      const options = { token: vera.token, body };
      const next = await stack.expectCall(
        201,
        'POST',
        `/v1/visitor/conversations/${vera.conversation}/messages`,
        options,
      );
      expect(next.conversation.continues).toBe(vera.conversation);
    },
  },
  {
    name: 'what was read is e-mailed to nobody',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      const { seq } = await answer(stack, vera.conversation, 'Yes.');
      const read = { token: vera.token, body: { through: seq } };
      await stack.expectCall(200, 'PUT', `/v1/visitor/conversations/${vera.conversation}/read`, read);
      const { conversation } = await stack.agent(200, 'GET', `/v1/agent/conversations/${vera.conversation}`);
      expect(conversation.pendingNotification).toBeUndefined();
      const activity = { token: vera.token, body: { visible: true, typing: true } };
      await stack.expectCall(204, 'POST', `/v1/visitor/conversations/${vera.conversation}/activity`, activity);
      const idle = await stack.expectCall(200, 'POST', `/v1/visitor/conversations/${vera.conversation}/idle`, {
        token: vera.token,
      });
      expect(idle.message).toBeNull();
    },
  },
];
