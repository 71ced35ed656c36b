import { createTimes } from '../../../web/shared/times.ts';

const now = Date.parse('2026-11-23T14:00:00Z');

/** Intl puts narrow no-break spaces between numbers and words. */
const spaced = (text: string): string => text.replace(/\s/gu, ' ');

test.each([
  ['de', '2026-11-23T13:10:00Z', '14:10'],
  ['de', '2026-11-24T12:30:00Z', 'morgen 13:30'],
  ['de', '2026-11-22T22:59:00Z', 'gestern 23:59'],
  ['de', '2026-11-27T12:30:00Z', 'Fr., 13:30'],
  ['en-GB', '2026-11-24T12:30:00Z', 'tomorrow 13:30'],
  ['en-US', '2026-11-23T13:10:00Z', '2:10 PM'],
])('in %s the moment %s is %s', (locale, instant, shown) => {
  expect(spaced(createTimes(locale, 'Europe/Berlin').moment(instant, now))).toBe(shown);
});

test.each([
  ['de', '2026-11-23T00:00:00Z', 'Heute'],
  ['de', '2026-11-22T22:59:00Z', 'Gestern'],
  // 23:30 in UTC is the next day in Berlin.
  ['de', '2026-11-22T23:30:00Z', 'Heute'],
  ['en-GB', '2026-11-10T12:00:00Z', 'Tuesday 10 November'],
  ['en-GB', '2025-11-10T12:00:00Z', '10 November 2025'],
])('in %s the day of %s is %s', (locale, instant, shown) => {
  expect(spaced(createTimes(locale, 'Europe/Berlin').day(instant, now))).toBe(shown);
});

test.each([
  ['de', '23. November 2026 um 14:25'],
  ['en-GB', '23 November 2026 at 14:25'],
  ['en-US', 'November 23, 2026 at 2:25 PM'],
])('in %s an exact moment is its date and time, without weekday, seconds and zone: %s', (locale, shown) => {
  expect(spaced(createTimes(locale, 'Europe/Berlin').exact('2026-11-23T13:25:28Z'))).toBe(shown);
});
