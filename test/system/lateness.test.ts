import { agentOf } from './agent.ts';
import { arm, disarm } from './control.ts';
import type { FaultToArm } from './control.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { visitorOf } from './visitor.ts';

let system: RunningSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

/** So far apart that they lie differently to the minutes of Scheduler and to the five minutes of the sweeper. */
const secondsApart = 43;
const answers = 8;
const minute = 60_000;
/** What takes its real time while the clock stands. */
const underWay = 5_000;

/** By how many milliseconds each of several e-mails went out after it was due. */
async function lateness(name: string): Promise<number[]> {
  const ada = await agentOf(system);
  const due = new Map<string, number>();
  for (let index = 0; index < answers; index += 1) {
    const email = `${name}${index}@example.org`;
    const { conversation } = await visitorOf(system, { email });
    await ada.answers(conversation, 'Answer');
    const { notification } = (await ada.messages(conversation)).at(-1)!;
    due.set(email, Date.parse(notification!.dueAt!));
    await system.clock(secondsApart);
  }
  await system.clock(20 * 60);
  return Promise.all(
    [...due].map(async ([email, dueAt]) => {
      const [mail, ...others] = await system.mailbox(email);
      expect(others).toEqual([]);
      return Date.parse(mail!.sentAt) - dueAt;
    }),
  );
}

test('an e-mail goes out when it is due, at most two minutes later', async () => {
  const late = await lateness('ontime');
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...late)).toBeLessThanOrEqual(2 * minute + underWay);
});

test.each<[string, FaultToArm, number]>([
  // The change is tried again for minutes, and then finds that it is time to check.
  ['no schedule can be created', { service: 'scheduler', operation: 'CreateSchedule', mode: 'error' }, 0],
  // Only the sweeper is left, which gives rings two minutes.
  ['changes are never followed', { service: 'stream', operation: 'follow-changes', mode: 'drop' }, 2 * minute],
])('it goes out at most seven minutes later when %s', async (name, fault, least) => {
  await arm(system, { ...fault, times: 10_000 });
  const late = await lateness(name.replaceAll(' ', ''));
  await disarm(system);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(least);
  expect(Math.max(...late)).toBeLessThanOrEqual(7 * minute + underWay);
});
