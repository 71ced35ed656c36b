import { backoffMs } from '../shared/backoff.ts';
import { mayPass, Refusal } from '../shared/call.ts';
import { later } from '../shared/later.ts';

/** Work that is done again, after growing pauses, until it gets through. */
export interface Repeating {
  /** Does it now, whatever pause is left. Rejects only for what is a bug; a refusal that stays one ends it. */
  readonly run: () => Promise<void>;
  readonly stop: () => void;
}

/** What is needed of the browser, so that tests can stand in for it. */
export interface Surroundings {
  readonly later: (ms: number, run: () => void) => () => void;
  readonly random: () => number;
}

export function createRepeating(
  work: () => Promise<unknown>,
  { later: after, random }: Surroundings = { later, random: Math.random },
): Repeating {
  let attempt = 0;
  let cancel: (() => void) | undefined;
  let isStopped = false;

  async function run(): Promise<void> {
    cancel?.();
    try {
      await work();
      attempt = 0;
    } catch (error) {
      cancel?.();
      if (isStopped) return;
      if (mayPass(error)) {
        cancel = after(backoffMs(attempt, random()), () => void run());
        attempt += 1;
      } else if (!(error instanceof Refusal)) throw error;
    }
  }

  return {
    run,
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
