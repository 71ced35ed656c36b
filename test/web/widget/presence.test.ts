import { createIdleReport, createPresence, idleMs } from '../../../web/widget/presence.ts';
import { PretendTime } from '../pretend-time.ts';

function presence() {
  const time = new PretendTime(1_000_000);
  const reports: string[] = [];
  const reporter = createPresence({
    report: ({ typing }) => reports.push(`${(time.now() - 1_000_000) / 1000} ${typing ? 'typing' : 'visible'}`),
    now: time.now,
    later: time.later,
  });
  return { time, reports, reporter };
}

test('somebody in front of the panel is reported at once and then every 30 seconds', async () => {
  const { time, reports, reporter } = presence();
  reporter.attend(true);
  await time.pass(65_000);
  expect(reports).toEqual(['0 visible', '30 visible', '60 visible']);
});

test('nobody is reported who has left, and coming and going does not make reports more frequent', async () => {
  const { time, reports, reporter } = presence();
  for (let turn = 0; turn < 10; turn += 1) {
    reporter.attend(true);
    await time.pass(1_000);
    reporter.attend(false);
    await time.pass(1_000);
  }
  expect(reports).toEqual(['0 visible']);
  await time.pass(600_000);
  expect(reports).toEqual(['0 visible']);
});

test('typing is reported at most every 5 seconds, and only with somebody there', async () => {
  const { time, reports, reporter } = presence();
  reporter.typed();
  reporter.attend(true);
  for (let turn = 0; turn < 12; turn += 1) {
    reporter.typed();
    await time.pass(1_000);
  }
  expect(reports).toEqual(['0 visible', '0 typing', '5 typing', '10 typing']);
});

test('a conversation is reported idle once, a good 5 seconds after the last sign of life', async () => {
  const time = new PretendTime();
  const reports: string[] = [];
  const idle = createIdleReport((id) => reports.push(`${id} ${time.now()}`), time.later);
  idle.restart('c1');
  await time.pass(4_000);
  idle.restart('c1');
  await time.pass(60_000);
  expect(reports).toEqual([`c1 ${4_000 + idleMs}`]);
  expect(idleMs).toBeGreaterThan(5_000);
});
