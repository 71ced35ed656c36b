import { backoffMs } from '../../../web/shared/backoff.ts';

test.each([
  [0, 0, 250],
  [0, 1, 500],
  [1, 1, 1_000],
  [3, 0.5, 3_000],
  [6, 1, 30_000],
  [60, 1, 30_000],
  [60, 0, 15_000],
])('attempt %i with chance %f waits %i ms', (attempt, random, ms) => {
  expect(backoffMs(attempt, random)).toBe(ms);
});
