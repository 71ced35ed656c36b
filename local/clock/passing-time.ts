import type { SteppedClock } from './stepped-clock.ts';
import type { Timetable } from './timetable.ts';

export interface PassingTimeOptions {
  readonly clock: SteppedClock;
  readonly timetable: Timetable;
  /** Resolves when nothing is under way any more. */
  readonly settled: () => Promise<void>;
}

/**
 * Lets time pass as it would have passed: the clock goes from due time to due time, and each one's work is over before
 * the next begins. What becomes due on the way is included.
 */
export class PassingTime {
  readonly #options: PassingTimeOptions;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: PassingTimeOptions) {
    this.#options = options;
  }

  /** Resolves with the new time, in milliseconds since 1970. Of several calls one waits for the other. */
  async advance(seconds: number): Promise<number> {
    const turn = this.#turn.catch(() => undefined).then(() => this.#advance(seconds));
    this.#turn = turn;
    return turn;
  }

  async #advance(seconds: number): Promise<number> {
    const { clock, timetable, settled } = this.#options;
    await settled();
    const target = clock.now() + seconds * 1000;
    for (let next = timetable.next(); next !== undefined && next <= target; next = timetable.next()) {
      clock.moveTo(next);
      timetable.startDue();
      await settled();
    }
    clock.moveTo(target);
    // What is due next has come nearer: its timer must know.
    timetable.startDue();
    return clock.now();
  }
}
