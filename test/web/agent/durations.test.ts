import { duration } from '../../../web/agent/durations.ts';

test.each([
  [-1_000, '0 Min.'],
  [59_000, '0 Min.'],
  [7 * 60_000, '7 Min.'],
  [59 * 60_000, '59 Min.'],
  [60 * 60_000, '1 Std.'],
  [47 * 3_600_000, '47 Std.'],
  [49 * 3_600_000, '2 Tage'],
])('%i ms are %s', (ms, shown) => {
  expect(duration(ms, 'de').replace(/\s/gu, ' ')).toBe(shown);
});
