import WebSocket from 'ws';
import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { storedIn, takeOut } from './stored.ts';
import { asVisitor, visitorOf } from './visitor.ts';
import type { Visitor } from './visitor.ts';

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
  /** Resolves once somebody ended the connection. */
  readonly ended: Promise<void>;
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
    ended: new Promise((end) => socket.once('close', () => end())),
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

test.each<[what: string, lies: (item: { pk: string; sk: string }) => boolean]>([
  ['its connection', ({ pk }) => pk.startsWith('CONN#')],
  ['what it listens to', ({ pk, sk }) => pk.startsWith('TOPIC#') && sk.startsWith('CONN#')],
])('a page is disconnected at its next ping when %s was forgotten, so that it hears again', async (_what, lies) => {
  const desk = await listen(await ticketUrl(ada.token, 'agent'));
  desk.says({ type: 'ping' });
  await desk.hears(({ type }) => type === 'pong');
  await takeOut(system, (await storedIn(system)).filter(lies));
  desk.says({ type: 'ping' });
  await desk.ended;
  expect(desk.heard.filter(({ type }) => type === 'pong')).toHaveLength(2);
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

test('a visitor hears of their own conversations only, and nothing of notes', async () => {
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

describe('a session that came from an e-mail', () => {
  /** Who follows the link of an e-mail that the visitor got. */
  const readerOf = async (
    vera: Visitor,
    email: string,
  ): Promise<{ readonly reader: Visitor; readonly text: string }> => {
    await ada.answers(vera.conversation, 'Answer');
    await system.clock(11 * 60);
    const { text } = (await system.mailbox(email))[0]!;
    const resumeToken = /#cc=([a-z2-7]+)/.exec(text)![1];
    const { body } = await system.request('POST', '/v1/visitor/sessions/resume', { body: { resumeToken } });
    return { reader: asVisitor(system, vera.id, (body as { token: string }).token, vera.conversation), text };
  };
  const said =
    (text: string) =>
    (push: Push): boolean =>
      push.message?.text === text;

  test('hears of what goes on from its conversation, and of no other', async () => {
    const vera = await visitorOf(system, { email: 'vera.goes.on@example.org' });
    const { reader } = await readerOf(vera, 'vera.goes.on@example.org');
    const other = await vera.call('POST', '/v1/visitor/conversations', { clientMessageId: 'other', text: 'Else' });
    const page = await listen(await ticketUrl(reader.token, 'visitor'));
    await ada.answers((other.body as { conversation: { id: string } }).conversation.id, 'About something else');
    await ada.sets(vera.conversation, 'closed');
    await reader.writes('Once more');
    await ada.answers(vera.conversation, 'At your service');
    await page.hears(said('At your service'));
    expect(JSON.stringify(page.heard)).not.toContain('About something else');
    page.leaves();
  });

  test.each<[string, string, (vera: Visitor, mail: string) => Promise<unknown>]>([
    ['the visitor gives another address', 'vera.moves@example.org', (vera) => vera.gives('vera.moved@example.org')],
    [
      'its owner says that they are somebody else',
      'vera.denies@example.org',
      (_, mail) => system.request('POST', /\/v1\/email\/not-me\/\S+/.exec(mail)![0]),
    ],
  ])('hears nothing more once %s', async (_name, email, changes) => {
    const vera = await visitorOf(system, { email });
    const { reader, text } = await readerOf(vera, email);
    const [page, own] = [
      await listen(await ticketUrl(reader.token, 'visitor')),
      await listen(await ticketUrl(vera.token, 'visitor')),
    ];
    await ada.answers(vera.conversation, 'For both');
    await Promise.all([page.hears(said('For both')), own.hears(said('For both'))]);
    const ticket = await ticketUrl(reader.token, 'visitor');
    await changes(vera, text);
    await ada.answers(vera.conversation, 'For Vera alone');
    await own.hears(said('For Vera alone'));
    await system.clock(0);
    page.says({ type: 'ping' });
    await page.hears(({ type }) => type === 'pong');
    expect(JSON.stringify(page.heard)).not.toMatch(/For Vera alone|vera\.moved/);
    await expect(listen(ticket)).rejects.toThrow('401');
    for (const one of [page, own]) one.leaves();
  });

  test('is not revived by an address that is changed back', async () => {
    const vera = await visitorOf(system, { email: 'vera.back@example.org' });
    const { reader, text } = await readerOf(vera, 'vera.back@example.org');
    const lists = async (): Promise<number> => (await reader.call('GET', '/v1/visitor/conversations')).status;
    const body = { resumeToken: /#cc=([a-z2-7]+)/.exec(text)![1] };
    const resumes = async (): Promise<number> =>
      (await system.request('POST', '/v1/visitor/sessions/resume', { body })).status;
    expect([await lists(), await resumes()]).toEqual([200, 200]);
    await vera.gives('vera.forth@example.org');
    expect([await lists(), await resumes()]).toEqual([401, 410]);
    await vera.gives('vera.back@example.org');
    expect([await lists(), await resumes()]).toEqual([401, 410]);
  });
});
