import { createHash } from 'node:crypto';
import type { Right } from './granted-rights.ts';

/** So many are taken away in a run, unless RIGHTS is `all`. */
const inOneRun = 6;

/**
 * The rights that a run takes away: six by chance, another six each day; RIGHTS_SEED repeats a run. With RIGHTS=all every one, and
 * with RIGHTS=<text> those whose function or action has that text in it.
 */
export function controlledRights(rights: readonly Right[]): {
  readonly chosen: readonly Right[];
  readonly of: number;
  readonly seed: string;
} {
  const seed = process.env.RIGHTS_SEED ?? new Date().toISOString().slice(0, 10);
  const wanted = process.env.RIGHTS;
  if (wanted === 'all') return { chosen: rights, of: rights.length, seed };
  if (wanted !== undefined) {
    return {
      chosen: rights.filter((right) => `${right.function} ${right.action}`.includes(wanted)),
      of: rights.length,
      seed,
    };
  }
  const place = (right: Right) =>
    createHash('sha256').update(`${seed} ${right.function} ${right.action} ${right.resource}`).digest('hex');
  const shuffled = [...rights].sort((a, b) => (place(a) < place(b) ? -1 : 1));
  return { chosen: shuffled.slice(0, inOneRun), of: rights.length, seed };
}
