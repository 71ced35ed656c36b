import { withKnownReading, withRead } from '../../../web/agent/reading.ts';
import { answer, message } from '../messages.ts';

const at = '2026-11-23T15:00:00.000Z';

test('what the visitor has read is marked at once; what came by e-mail before keeps its e-mail', () => {
  const messages = [
    message(1),
    answer(2, { notification: { state: 'delivered', at: '2026-11-23T14:00:00.000Z', episode: 4 } }),
    answer(3, { notification: { state: 'unread', dueAt: '2026-11-23T15:10:00.000Z' } }),
    answer(4, { notification: { state: 'unread' } }),
  ];
  expect(withRead(messages, 3, at).map(({ notification }) => notification)).toEqual([
    undefined,
    { state: 'read', at, episode: 4 },
    { state: 'read', at },
    { state: 'unread' },
  ]);
});

test('reading on does not change when the earlier ones were read', () => {
  const before = '2026-11-23T14:00:00.000Z';
  const [read] = withRead([answer(2, { notification: { state: 'read', at: before } })], 5, at);
  expect(read?.notification?.at).toBe(before);
});

test('what is fetched anew does not forget when it was read', () => {
  const known = answer(2, { notification: { state: 'read', at } });
  const fresh = answer(2, { notification: { state: 'read', episode: 1 } });
  expect(withKnownReading(fresh, known).notification).toEqual({ state: 'read', episode: 1, at });
  expect(withKnownReading(fresh, undefined)).toBe(fresh);
  const unread = answer(2, { notification: { state: 'unread' } });
  expect(withKnownReading(unread, known)).toBe(unread);
  expect(withKnownReading(fresh, unread)).toBe(fresh);
});
