import type { Instant } from '../../../functions/domain/instant.ts';
import { isAlwaysOpen, openingAt } from '../../../functions/domain/settings/operating-hours.ts';
import type { OperatingHours } from '../../../functions/domain/settings/operating-hours.ts';

const office: OperatingHours = {
  mon: [{ from: '09:00', to: '17:00' }],
  wed: [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ],
  fri: [{ from: '20:00', to: '24:00' }],
};

test('without hours the company is always open', () => {
  expect(openingAt(null, 'Europe/Berlin', '2026-11-22T03:00:00.000Z' as Instant)).toEqual({ kind: 'open' });
});

test.each([
  ['in the morning', '2026-11-18T08:00:00.000Z', null],
  ['at the last minute', '2026-11-18T15:59:59.000Z', null],
  ['before it opens', '2026-11-18T07:59:00.000Z', '2026-11-18T08:00:00.000Z'],
  ['at lunch', '2026-11-18T11:00:00.000Z', '2026-11-18T12:00:00.000Z'],
  ['in the evening', '2026-11-18T16:00:00.000Z', '2026-11-20T19:00:00.000Z'],
  ['before midnight on a long day', '2026-11-20T22:59:00.000Z', null],
  ['over the weekend', '2026-11-21T12:00:00.000Z', '2026-11-23T08:00:00.000Z'],
  ['over the weekend on which the clocks go back', '2026-10-24T12:00:00.000Z', '2026-10-26T08:00:00.000Z'],
  ['over the weekend on which the clocks go forward', '2026-03-28T12:00:00.000Z', '2026-03-30T07:00:00.000Z'],
])('%s in Berlin', (_when, now, backAt) => {
  const expected = backAt === null ? { kind: 'open' } : { kind: 'closed', backAt };
  expect(openingAt(office, 'Europe/Berlin', now as Instant)).toEqual(expected);
});

test('a week without hours has no next opening', () => {
  expect(openingAt({}, 'UTC', '2026-11-18T08:00:00.000Z' as Instant)).toEqual({ kind: 'closed', backAt: null });
});

test('a company that opens once a week is back in a week', () => {
  const weekly: OperatingHours = { wed: [{ from: '09:00', to: '10:00' }] };
  const opening = openingAt(weekly, 'UTC', '2026-11-18T10:00:00.000Z' as Instant);
  expect(opening).toEqual({ kind: 'closed', backAt: '2026-11-25T09:00:00.000Z' });
});

describe('a company', () => {
  const every = (...spans: readonly (readonly [string, string])[]): OperatingHours =>
    Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, spans.map(([from, to]) => ({ from, to }))]),
    );
  test.each<[string, OperatingHours | null, boolean]>([
    ['without hours never closes', null, true],
    ['that is open from midnight to midnight never closes', every(['00:00', '24:00']), true],
    ['whose shifts meet never closes', every(['12:00', '24:00'], ['00:00', '08:00'], ['07:00', '12:00']), true],
    ['whose shifts do not meet closes', every(['00:00', '11:59'], ['12:00', '24:00']), false],
    ['that ends its day early closes', every(['00:00', '23:59']), false],
    ['that keeps one day free closes', { ...every(['00:00', '24:00']), sun: [] }, false],
    ['with office hours closes', office, false],
    ['that opens on no day closes', {}, false],
  ])('%s', (_name, hours, always) => {
    expect(isAlwaysOpen(hours)).toBe(always);
  });
});
