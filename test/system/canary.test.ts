import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { arm, disarm } from './control.ts';
import { startSystem } from './running-system.ts';
import type { MailboxEntry, RunningSystem } from './running-system.ts';
import { visitorOf } from './visitor.ts';
import type { Json } from './visitor.ts';

const hour = 3600;

let system: RunningSystem;
let ada: Agent;
/** What earlier tests have left behind. */
let earlier: Readonly<Record<'mails' | Counting, number>>;
beforeAll(async () => {
  system = await startSystem();
  // A canary's conversation is of one day, and these rounds are of one morning.
  const secondsToday = (Date.parse(await system.clock(0)) / 1000) % (24 * hour);
  await system.clock(25 * hour - secondsToday);
});
beforeEach(async () => {
  // A token lives for twelve hours, and time passes quickly here.
  ada = await agentOf(system);
  earlier = { mails: 0, 'run-canary': 0, 'sweep-overdue': 0 };
  earlier = {
    mails: (await sent()).length,
    'run-canary': metrics().length,
    'sweep-overdue': metrics('sweep-overdue').length,
  };
});
afterEach(async () => {
  await disarm(system);
  ada = await agentOf(system);
  await ada.saves({ canary: false, continuousConversations: true });
});
afterAll(() => system.stop());

type Counting = 'run-canary' | 'sweep-overdue';

/** The mails of this test, oldest first. */
async function sent(): Promise<readonly MailboxEntry[]> {
  return (await system.mailbox()).reverse().slice(earlier.mails);
}

/** What the functions have counted of the canary in this test. */
function metrics(of: Counting = 'run-canary'): readonly Json[] {
  const file = join(system.dataFolder, 'logs', `ContinuousConversations-${of}.log`);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"Canary'))
    .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as Json)
    .slice(earlier[of]);
}

async function row(): Promise<Json | undefined> {
  const { body } = await ada.call('GET', '/v1/admin/checklist');
  return (body as readonly (Json & { id: string })[]).find(({ id }) => id === 'canary');
}

test('a message makes the round trip by e-mail every hour, and neither agents nor integrators see anything of it', async () => {
  const vera = await visitorOf(system, { email: 'vera.beside@example.org' });
  expect(await row()).toBeUndefined();
  await system.clock(2 * hour);
  expect(await sent()).toEqual([]);

  expect(await ada.saves({ canary: true })).toMatchObject({ status: 200, body: { canary: true } });
  expect(await row()).toMatchObject({ state: 'ok' });
  await system.clock(3 * hour);
  expect(metrics()).toMatchObject([
    { CanaryFailed: 0, CanaryRoundTripSeconds: expect.any(Number) as number },
    { CanaryFailed: 0 },
  ]);
  expect(await row()).toMatchObject({
    state: 'ok',
    detail: expect.stringMatching(/after (one second|\d+ seconds)/) as string,
  });

  // Each round is an e-mail and its answer.
  const mails = await sent();
  expect(mails.map(({ to }) => to.replace(/\.\w+@/, '.…@'))).toEqual(
    [1, 2, 3].flatMap(() => ['canary.…@reply.example.com', 'r.…@reply.example.com']),
  );
  expect(mails[1]).toMatchObject({ to: mails[0]!.replyTo, from: expect.stringContaining(mails[0]!.to) as string });
  expect(mails[2]).toMatchObject({ subject: expect.stringMatching(/^Re: /) as string });

  const shown = async (path: string): Promise<string> => JSON.stringify((await ada.call('GET', path)).body);
  const { body } = await ada.call('GET', '/v1/agent/conversations');
  expect((body as { conversations: { id: string }[] }).conversations.map(({ id }) => id)).toEqual([vera.conversation]);
  for (const path of [
    '/v1/agent/conversations?find=canary',
    '/v1/agent/agents',
    '/v1/agent/mail?state=unmatched',
    '/v1/agent/mail?state=quarantined',
  ])
    expect((await shown(path)).toLowerCase()).not.toContain('canary');
  expect(JSON.stringify(await system.events())).not.toContain('canary-');
  const now = await system.clock(0);
  const range = { delayMinutes: 5, from: now.slice(0, 10), to: now };
  expect((await ada.call('POST', '/v1/admin/replay', range)).body).toMatchObject({ wouldHaveBeenSent: 0, sent: 0 });
  expect(await system.deadLetters()).toEqual([]);
});

test('when SES refuses, the round has failed, and the next one is well again', async () => {
  await ada.saves({ canary: true });
  await arm(system, { service: 'ses', operation: 'SendEmail', mode: 'throttle', times: 99 });
  await system.clock(2 * hour);
  expect(metrics()).toMatchObject([{ CanaryFailed: 1, why: 'not-sent' }]);
  expect(await row()).toMatchObject({ state: 'failing' });
  await disarm(system);
  await system.clock(2 * hour);
  expect(metrics().at(-1)).toMatchObject({ CanaryFailed: 0 });
  expect(await row()).toMatchObject({ state: 'ok' });
});

test('when its mail does not come in, the round has failed, and the checklist says how to mend it', async () => {
  await ada.saves({ canary: true });
  await arm(system, { service: 'lambda', operation: 'receive-email', mode: 'drop', times: 99 });
  await system.clock(2 * hour);
  expect(metrics()).toMatchObject([{ CanaryFailed: 1, why: 'not-received' }]);
  expect(await row()).toMatchObject({ state: 'failing', remedy: expect.stringContaining('MX') as string });
});

test('mail that is forged, or comes too late, makes the canary answer nothing', async () => {
  await ada.saves({ canary: true });
  await arm(system, { service: 'lambda', operation: 'receive-email', mode: 'drop', times: 1 });
  await system.clock(hour);
  const [email] = await sent();
  const forged = { from: 'support@mail.example.com', to: email!.to, replyTo: email!.replyTo, text: email!.text };
  const verdicts = { 'X-Local-Verdicts': 'spf=FAIL; dkim=FAIL; dmarc=FAIL; dmarcPolicy=reject' };
  await system.bringMail({ ...forged, headers: verdicts });
  await system.bringMail({ ...forged, from: 'eve@example.net' });
  await system.bringMail({ ...forged, replyTo: 'eve@example.net' });
  await system.clock(0);
  expect(await sent()).toHaveLength(1);
  await system.clock(hour);
  expect(metrics()).toMatchObject([{ CanaryFailed: 1 }]);
  const before = (await sent()).length;
  await system.bringMail(forged);
  await system.clock(0);
  expect(await sent()).toHaveLength(before);
});

test('a canary that is switched on and does not run is silent until it is switched off', async () => {
  await ada.saves({ canary: true });
  await arm(system, { service: 'lambda', operation: 'run-canary', mode: 'drop', times: 99 });
  await system.clock(2 * hour);
  expect(metrics('sweep-overdue')).toEqual([]);
  await system.clock(hour);
  expect(metrics('sweep-overdue').length).toBeGreaterThan(5);
  expect(await row()).toMatchObject({ state: 'failing', remedy: expect.stringContaining('runbook') as string });
  await ada.call('POST', '/v1/admin/continuous-conversations/disable');
  const before = metrics('sweep-overdue').length;
  await system.clock(hour);
  expect(metrics('sweep-overdue')).toHaveLength(before);
});

test('settings that say nothing of the canary leave it as it is', async () => {
  const { body } = await ada.call('GET', '/v1/admin/settings');
  expect(body).toMatchObject({ canary: false });
  await ada.saves({ canary: true });
  const { canary, ...others } = (await ada.call('GET', '/v1/admin/settings')).body as Json & { canary: boolean };
  expect(canary).toBe(true);
  const saved = await ada.call('PUT', '/v1/admin/settings', { ...others, delayMinutes: 7 });
  expect(saved).toMatchObject({ status: 200, body: { canary: true, delayMinutes: 7 } });
  expect(await ada.saves({ canary: 'yes' })).toMatchObject({
    status: 400,
    body: { errors: { canary: expect.any(String) as string } },
  });
});
