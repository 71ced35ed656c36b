import WebSocket from 'ws';
import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { visitorOf } from './visitor.ts';

let system: RunningSystem;
let ada: Agent;
beforeAll(async () => {
  system = await startSystem();
  ada = await agentOf(system);
});
afterAll(() => system.stop());

interface Push {
  readonly type: string;
  readonly conversationId?: string;
  readonly message?: { readonly text: string; readonly author: { readonly kind: string } };
  readonly conversation?: {
    readonly id: string;
    readonly visitorReadThrough: number;
    readonly pendingNotification?: { readonly state: string };
  };
  readonly by?: string;
  readonly through?: number;
}

/** A page that listens: resolves the first push, past or coming, that fits. */
interface Listener {
  readonly heard: readonly Push[];
  readonly hears: (fits: (push: Push) => boolean) => Promise<Push>;
  readonly says: (frame: object) => void;
  readonly leaves: () => void;
}

async function listen(url: string): Promise<Listener> {
  const socket = new WebSocket(url);
  const heard: Push[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    heard.push(JSON.parse(data.toString()) as Push);
    for (const look of waiting) look();
  });
  await new Promise<void>((opened, refused) => {
    socket.once('open', () => opened());
    socket.once('error', refused);
  });
  return {
    heard,
    hears: (fits) =>
      new Promise((found) => {
        const look = (): void => {
          const push = heard.find(fits);
          if (push === undefined) return;
          waiting.delete(look);
          found(push);
        };
        waiting.add(look);
        look();
      }),
    says: (frame) => socket.send(JSON.stringify(frame)),
    leaves: () => socket.close(),
  };
}

const ticketUrl = async (token: string, who: 'visitor' | 'agent'): Promise<string> => {
  const { status, body } = await system.request('POST', `/v1/${who}/realtime`, { token });
  expect(status).toBe(201);
  return (body as { url: string }).url;
};

test('visitor and agent hear of each other at once', async () => {
  const desk = await listen(await ticketUrl(ada.token, 'agent'));
  const vera = await visitorOf(system);
  const mine = (push: Push): boolean => push.conversationId === vera.conversation;
  await desk.hears((push) => push.type === 'conversation' && push.conversation?.id === vera.conversation);
  await desk.hears((push) => mine(push) && push.message?.text === 'Hello');
  const page = await listen(await ticketUrl(vera.token, 'visitor'));
  await ada.answers(vera.conversation, 'Good morning');
  expect(await page.hears((push) => push.type === 'message')).toMatchObject({ message: { text: 'Good morning' } });
  await vera.reads(2);
  expect(await desk.hears((push) => push.type === 'read' && mine(push))).toMatchObject({ by: 'visitor', through: 2 });
  await vera.call('POST', `/v1/visitor/conversations/${vera.conversation}/activity`, { visible: true, typing: true });
  expect(await desk.hears((push) => push.type === 'typing')).toMatchObject({ by: 'visitor' });
  desk.says({ type: 'ping' });
  await desk.hears((push) => push.type === 'pong');
  desk.leaves();
  page.leaves();
});

test('what was read is no longer shown as pending to an agent who looks on', async () => {
  const desk = await listen(await ticketUrl(ada.token, 'agent'));
  const vera = await visitorOf(system, { email: 'vera.seen@example.org' });
  const hers = (through: number) => (push: Push) =>
    push.conversation?.id === vera.conversation &&
    push.conversation.visitorReadThrough === through &&
    (through > 0 || push.conversation.pendingNotification !== undefined);
  await ada.answers(vera.conversation, 'Good morning');
  await desk.hears(hers(0));
  await vera.reads(3);
  expect((await desk.hears(hers(3))).conversation).not.toHaveProperty('pendingNotification');
  desk.leaves();
});

test('a visitor hears of his own conversations only, and nothing of notes', async () => {
  const vera = await visitorOf(system);
  const other = await visitorOf(system);
  const page = await listen(await ticketUrl(vera.token, 'visitor'));
  await ada.answers(other.conversation, 'For somebody else');
  await ada.answers(vera.conversation, 'Secret', { visibility: 'note' });
  await ada.answers(vera.conversation, 'For Vera');
  await page.hears((push) => push.message?.text === 'For Vera');
  expect(JSON.stringify(page.heard)).not.toMatch(/Secret|For somebody else/);
  page.leaves();
});

test('a ticket admits one connection, and none after a minute', async () => {
  const used = await ticketUrl(ada.token, 'agent');
  (await listen(used)).leaves();
  await expect(listen(used)).rejects.toThrow('401');
  const late = await ticketUrl(ada.token, 'agent');
  await system.clock(61);
  await expect(listen(late)).rejects.toThrow('401');
  await expect(listen(late.replace(/ticket=.*/, 'ticket=forged'))).rejects.toThrow('401');
});
