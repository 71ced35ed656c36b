/**
 * Dice with a seed, so that a history repeats. The seed 0 is calm: nothing fails, everything comes in its order.
 */
export class Chances {
  readonly calm: boolean;
  #state: number;

  constructor(seed: number) {
    this.calm = seed === 0;
    this.#state = seed;
  }

  /** A whole number from 0 up to, not including, `end`. Calm: 0. */
  below(end: number): number {
    return this.calm ? 0 : Math.floor(this.#fraction() * end);
  }

  /** True once in so many times. Calm: never. */
  oneIn(times: number): boolean {
    return !this.calm && this.#fraction() * times < 1;
  }

  /** One of several, the first one if calm. */
  pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)]!;
  }

  /** Mulberry32, a public-domain generator by Tommy Ettinger. */
  #fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}
