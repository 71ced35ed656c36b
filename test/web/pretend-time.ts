import { backoffMs } from '../../web/shared/backoff.ts';
import type { Backoff } from '../../web/shared/backoff.ts';

/** Time that passes only when a test says so. */
export class PretendTime {
  #now: number;
  #waiting: { readonly at: number; readonly run: () => void }[] = [];

  constructor(start = 0) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  readonly later = (ms: number, run: () => void): (() => void) => {
    const entry = { at: this.#now + ms, run };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((one) => one !== entry);
    };
  };

  /** With the longest of the waits that chance may choose. */
  readonly backoff: Backoff = (attempt, run) => this.later(backoffMs(attempt, 1), run);

  /** Lets time pass; what becomes due on the way runs in its order, and what it awaits is awaited. */
  async pass(ms: number): Promise<void> {
    const target = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#waiting.filter(({ at }) => at <= target).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    this.#now = target;
  }
}

/** Lets promises that are already decided run their course. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
