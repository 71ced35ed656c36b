import type { SteppedClock } from './stepped-clock.ts';

interface Entry {
  readonly at: number;
  readonly work: () => void;
}

/** setTimeout fires at once for longer waits than this. */
const longestTimeout = 2 ** 31 - 1;

/**
 * What is due when: schedules, rate rules, retries. Work starts when its time has come, either because real time passed
 * or because the clock was stepped; it is short and counts what it leaves under way as activity.
 */
export class Timetable {
  readonly #clock: SteppedClock;
  readonly #entries = new Set<Entry>();
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #stopped = false;

  constructor(clock: SteppedClock) {
    this.#clock = clock;
  }

  /** Has the work start at that time, or soon if it is past. Returns what cancels it. */
  at(time: number, work: () => void): () => void {
    const entry = { at: time, work };
    this.#entries.add(entry);
    if (time < this.#timerAt) this.#setTimer(time);
    return () => {
      this.#entries.delete(entry);
    };
  }

  /** The time of what is due next; undefined if nothing is. */
  next(): number | undefined {
    let next: number | undefined;
    for (const { at } of this.#entries) if (next === undefined || at < next) next = at;
    return next;
  }

  /** Starts all that is due by now, soonest first. Answers whether anything was. */
  startDue(): boolean {
    const now = this.#clock.now();
    const due = [...this.#entries].filter((entry) => entry.at <= now).sort((a, b) => a.at - b.at);
    for (const entry of due) {
      // One that started earlier may have cancelled this one.
      if (this.#entries.delete(entry)) entry.work();
    }
    this.#setTimer(this.next());
    return due.length > 0;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #setTimer(next: number | undefined): void {
    clearTimeout(this.#timer);
    this.#timerAt = next ?? Number.POSITIVE_INFINITY;
    if (next === undefined || this.#stopped) return;
    const wait = Math.min(Math.max(next - this.#clock.now(), 0), longestTimeout);
    this.#timer = setTimeout(() => void this.startDue(), wait);
  }
}
