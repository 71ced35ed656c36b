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

const now = (): Promise<string> => system.clock(0);
const replay = (delayMinutes: unknown, from: unknown, to: unknown) =>
  ada.call('POST', '/v1/admin/replay', { delayMinutes, from, to });

test('a replay says which e-mails would have gone out with another delay, and how many did', async () => {
  const from = await now();
  const [early, late, silent] = [
    await visitorOf(system, { email: 'early@example.org' }),
    await visitorOf(system, { email: 'late@example.org' }),
    await visitorOf(system),
  ];
  for (const { conversation } of [early, late, silent]) await ada.answers(conversation, 'Here you are.');
  await system.clock(7 * 60);
  await early.reads(3);
  await system.clock(8 * 60);
  const to = await now();

  expect((await replay(10, from, to)).body).toMatchObject({
    wouldHaveBeenSent: 1,
    sent: 1,
    withoutAddress: 1,
    emails: [{ conversationId: late.conversation, messages: [3] }],
  });
  const { body } = await replay(5, from, to);
  expect(body).toMatchObject({ delayMinutes: 5, wouldHaveBeenSent: 2, sent: 1, withoutAddress: 1 });
  const { emails } = body as { emails: { conversationId: string; at: string }[] };
  expect(emails.map(({ conversationId }) => conversationId).sort()).toEqual(
    [early.conversation, late.conversation].sort(),
  );
  expect((await replay(30, from, to)).body).toMatchObject({ wouldHaveBeenSent: 0, emails: [] });
});

test.each([
  ['delayMinutes', 0, '2026-11-01', '2026-11-02'],
  ['from', 5, 'yesterday', '2026-11-02'],
  ['to', 5, '2026-11-02', '2026-11-01'],
  ['to', 5, '2026-09-01', '2026-11-01'],
  ['to', 5, '2026-11-01', undefined],
])('a wrong %s is refused by name', async (field, delayMinutes, from, to) => {
  expect(await replay(delayMinutes, from, to)).toMatchObject({
    status: 400,
    body: { code: 'invalid_request', errors: { [field]: expect.any(String) as string } },
  });
});
