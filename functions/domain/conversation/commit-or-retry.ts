import type { Transactions, Write } from '../records/write.ts';
import type { World } from '../world.ts';

/** The race for a conversation was lost for about five seconds: the caller may try again later. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

/** What one attempt wants written and what it answers once that is written; without writes the answer stands as it is. */
export interface Attempt<Result> {
  readonly writes: readonly Write[];
  readonly result: Result;
}

const waits = { first: 20, longest: 640, attempts: 16 };

/**
 * Runs `attempt`, which reads and decides, and commits what it wants written; when another writer was faster it reads
 * and decides again, after a wait with full jitter. `onLost` may end the race with a result of its own, for a write that
 * will never succeed. Throws Busy after sixteen attempts, about five seconds.
 */
export async function commitOrRetry<Result>(
  world: Retrying,
  table: Transactions,
  attempt: () => Promise<Attempt<Result>>,
  onLost?: (failed: readonly Write['kind'][]) => Promise<{ readonly result: Result } | undefined>,
): Promise<Result> {
  return untilNotLost(world, async () => {
    const { writes, result } = await attempt();
    if (writes.length === 0) return { result };
    const commit = await table.commit(writes);
    return commit.kind === 'committed' ? { result } : ((await onLost?.(commit.failed)) ?? 'lost');
  });
}

type Retrying = Pick<World, 'random' | 'wait'>;

/** The result of the first attempt that is not lost; waits in between, and throws Busy, as `commitOrRetry` does. */
export async function untilNotLost<Result>(
  world: Retrying,
  attempt: () => Promise<{ readonly result: Result } | 'lost'>,
): Promise<Result> {
  let longest = waits.first;
  for (let tries = 0; tries < waits.attempts; tries += 1) {
    const ended = await attempt();
    if (ended !== 'lost') return ended.result;
    await world.wait(world.random.fraction() * longest);
    longest = Math.min(longest * 2, waits.longest);
  }
  throw new Busy('Other writers were faster for too long');
}
