/** Random numbers that come again with the same seed. */
export interface Dice {
  /** From 0 up to 1. */
  readonly fraction: () => number;
  /** From 0 up to, without, the given one. */
  readonly below: (end: number) => number;
  readonly oneOf: <T>(possible: readonly T[]) => T;
}

/** mulberry32, by Tommy Ettinger, in the public domain. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(fraction() * end);
  return {
    fraction,
    below,
    oneOf: (possible) => {
      const one = possible[below(possible.length)];
      if (one === undefined) throw new Error('There is nothing to choose from');
      return one;
    },
  };
}
