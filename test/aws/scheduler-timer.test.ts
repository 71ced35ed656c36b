import { nextWholeMinute, scheduleName } from '../../functions/aws/scheduler-timer.ts';
import type { Instant } from '../../functions/domain/instant.ts';
import type { ConversationId } from '../../functions/domain/records/ids.ts';

test.each([
  ['2026-11-18T12:30:00.000Z', '2026-11-18T12:30:00'],
  ['2026-11-18T12:30:00.001Z', '2026-11-18T12:31:00'],
  ['2026-11-18T12:30:59.999Z', '2026-11-18T12:31:00'],
  ['2026-12-31T23:59:30.000Z', '2027-01-01T00:00:00'],
])('what is due at %s is scheduled for %s: never early', (due, scheduled) => {
  expect(nextWholeMinute(due as Instant)).toBe(scheduled);
});

test('a schedule is named after conversation, episode and arm, within what Scheduler takes', () => {
  const conversationId = 'abcdefghijklmnopqrstuvwxyz' as ConversationId;
  const name = scheduleName({ conversationId, episode: 99_999_999, arm: 9_999_999 });
  expect(name).toBe('u-abcdefghijklmnopqrstuvwxyz-99999999-9999999');
  // Of CreateSchedule's Name and ClientToken the narrower.
  expect(name).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
});
