import { later } from './later.ts';

const firstMs = 500;
const mostMs = 30_000;

/**
 * How long to wait before attempt `attempt` (0 is the first repetition): doubling from half a second to thirty, of which
 * a random half is taken off, so that browsers cut off together do not come back together.
 * @param random a number from 0 to 1
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 16));
  return Math.round(ceiling * (0.5 + random / 2));
}

/** Runs a repetition when its time has come; gives what cancels it. */
export type Backoff = (attempt: number, run: () => void) => () => void;

export const backoff: Backoff = (attempt, run) => later(backoffMs(attempt, Math.random()), run);
