import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { arm, disarm } from './control.ts';
import { mailProgram } from './mail-program.ts';
import { startSystem } from './running-system.ts';
import type { ListedEvent, RunningSystem } from './running-system.ts';
import { visitorOf } from './visitor.ts';
import type { Visitor } from './visitor.ts';

let system: RunningSystem;
let ada: Agent;
beforeAll(async () => {
  system = await startSystem();
});
beforeEach(async () => {
  ada = await agentOf(system);
});
afterAll(() => system.stop());
afterEach(() => disarm(system));

/** The delay, to the full minute at which Scheduler rings. */
const delay = 11 * 60;

/** What is told of a conversation and its visitor. */
async function told({ id, conversation }: Visitor): Promise<readonly ListedEvent[]> {
  await system.clock(0);
  const events = await system.events();
  return events.filter(({ detail }) => detail.conversationId === conversation || detail.visitorId === id);
}

const types = (events: readonly ListedEvent[]): string[] => events.map(({ detailType }) => detailType);

/** By their ids, each once. */
function distinct(events: readonly ListedEvent[]): readonly ListedEvent[] {
  return [...new Map(events.map((event) => [event.detail.id, event])).values()];
}

/** A whole story: asked, answered, e-mailed, replied, noted, assigned, taken back, solved. */
async function story(email: string): Promise<Visitor> {
  const vera = await visitorOf(system, { session: { locale: 'en', name: 'Vera Private' }, email });
  await ada.answers(vera.conversation, 'A private answer');
  await system.clock(delay);
  await mailProgram(system, email).replies('A private reply');
  await ada.answers(vera.conversation, 'A private note', { visibility: 'note' });
  const path = `/v1/agent/conversations/${vera.conversation}`;
  const { body } = await ada.call('GET', '/v1/agent/me');
  await ada.call('PUT', `${path}/assignee`, { agentId: (body as { id: string }).id });
  const answer = (await ada.messages(vera.conversation)).find(({ author }) => author.kind === 'agent')!;
  await ada.call('DELETE', `${path}/messages/${answer.seq}`);
  await ada.sets(vera.conversation, 'solved');
  return vera;
}

test('integrators are told a whole story, each happening once, and nothing private', async () => {
  const email = 'vera.private@example.org';
  const vera = await story(email);
  const events = await told(vera);
  expect(types(events).sort()).toEqual(
    [
      'conversation created',
      // Hello, the confirmation, the answer, the reply, the note.
      ...Array.from({ length: 5 }, () => 'message added'),
      'visitor address changed',
      'notification decided',
      'e-mail state changed',
      'e-mail state changed',
      'conversation read',
      'conversation assigned',
      'message deleted',
      'conversation status changed',
    ].sort(),
  );
  expect(distinct(events)).toHaveLength(events.length);
  const of = (type: string): object[] =>
    events.filter(({ detailType }) => detailType === type).map(({ detail }) => detail);
  expect(of('message added')).toMatchObject(
    [1, 2, 3, 4, 5].map((seq) => ({ seq, conversationId: vera.conversation, version: 1 })),
  );
  expect(of('message added').slice(2)).toMatchObject([
    { author: { kind: 'agent' }, visibility: 'public', channel: 'messaging' },
    { author: { kind: 'visitor', id: vera.id }, channel: 'email' },
    { visibility: 'note' },
  ]);
  expect(of('notification decided')).toMatchObject([{ decision: 'sent', episode: 1 }]);
  expect(of('e-mail state changed')).toMatchObject([{ state: 'sent' }, { state: 'delivered' }]);
  expect(of('conversation status changed')).toMatchObject([{ status: 'solved', previousStatus: 'open' }]);

  const [mail] = await system.mailbox(email);
  const token = /^r\.(\w+)@/.exec(mail!.replyTo)![1]!;
  const link = /#cc=(\S+)/.exec(mail!.text)![1]!;
  const everything = JSON.stringify(await system.events());
  for (const secret of ['rivate', 'example.org', 'Ada', token, link]) expect(everything).not.toContain(secret);
});

test.each(['throttle', 'error', 'timeout-before', 'timeout-after'])(
  'a bus that answers %s at first is told in the end, and nobody’s e-mail waits for it',
  async (mode) => {
    const email = `${mode}@example.org`;
    const times = mode.startsWith('timeout') ? 1 : 8;
    const after = (await system.events()).at(-1)?.number ?? 0;
    await arm(system, { service: 'eventbridge', operation: 'PutEvents', mode, times });
    const vera = await visitorOf(system, { email });
    await ada.answers(vera.conversation, 'Answer');
    if (mode === 'throttle' || mode === 'error') expect(await system.events(after)).toEqual([]);
    await system.clock(delay);
    expect(await system.mailbox(email)).toHaveLength(1);
    await system.clock(delay);
    const once = distinct(await told(vera));
    expect(types(once).sort()).toEqual(
      [
        'conversation created',
        'message added',
        'message added',
        'message added',
        'visitor address changed',
        'notification decided',
        'e-mail state changed',
        'e-mail state changed',
      ].sort(),
    );
    expect(await system.deadLetters()).toEqual([]);
  },
);

test('a bus that takes nothing for hours is told when it does, and no timer has waited', async () => {
  const email = 'hours@example.org';
  await arm(system, { service: 'eventbridge', operation: '*', mode: 'error', times: 100_000 });
  const vera = await visitorOf(system, { email });
  await ada.answers(vera.conversation, 'Answer');
  await system.clock(delay);
  expect(await system.mailbox(email)).toHaveLength(1);
  await system.clock(2 * 3600);
  expect(await told(vera)).toEqual([]);
  await disarm(system);
  await system.clock(120);
  expect(types(distinct(await told(vera)))).toContain('e-mail state changed');
  expect(await system.deadLetters()).toEqual([]);
});

test('what happened before the system was killed is told after it', async () => {
  await arm(system, { service: 'eventbridge', operation: '*', mode: 'timeout-before', times: 1 });
  const vera = await visitorOf(system);
  await system.kill();
  await system.restart();
  ada = await agentOf(system);
  await ada.answers(vera.conversation, 'Answer');
  await system.clock(60);
  const once = distinct(await told(vera));
  expect(types(once).filter((type) => type !== 'notification decided')).toEqual(
    expect.arrayContaining(['conversation created', 'message added', 'message added']),
  );
});

test('integrators are told that a visitor was erased', async () => {
  const vera = await visitorOf(system, { email: 'erased@example.org' });
  expect((await ada.call('DELETE', `/v1/admin/visitors/${vera.id}`)).status).toBe(204);
  expect((await told(vera)).at(-1)).toMatchObject({ detailType: 'visitor erased', detail: { visitorId: vera.id } });
});
