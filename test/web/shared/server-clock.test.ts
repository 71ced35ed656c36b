import { createServerClock } from '../../../web/shared/server-clock.ts';

const noon = Date.parse('2026-11-23T12:00:00Z');

test('it believes the local clock until the server says otherwise', () => {
  expect(createServerClock(() => noon).now()).toBe(noon);
});

test('a wrong local clock does not matter once an answer carried the date', () => {
  let local = noon - 3_600_000;
  const clock = createServerClock(() => local);
  clock.says('Mon, 23 Nov 2026 12:00:00 GMT');
  local += 5_000;
  expect(clock.now()).toBe(noon + 5_000);
});

test('the server is never before a time it has written down itself', () => {
  const clock = createServerClock(() => noon);
  clock.says('Mon, 23 Nov 2026 12:00:00 GMT');
  clock.saw('2026-11-23T12:10:00.000Z');
  clock.saw('2026-11-23T12:05:00.000Z');
  expect(clock.now()).toBe(noon + 600_000);
});

test('old times, none and nonsense change nothing', () => {
  const clock = createServerClock(() => noon);
  clock.saw('2020-01-01T00:00:00.000Z');
  clock.saw(null);
  clock.saw('soon');
  clock.says('whenever');
  expect(clock.now()).toBe(noon);
});
