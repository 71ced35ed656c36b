import { fullMoment } from '../../../web/agent/full-moment.ts';

test.each([
  ['en-GB', '28 November 2026 at 15:25'],
  ['de', '28. November 2026 um 15:25'],
])('in %s a moment long ago reads %s', (locale, words) => {
  expect(fullMoment('2026-11-28T14:25:28Z', locale, 'Europe/Berlin')).toBe(words);
});
