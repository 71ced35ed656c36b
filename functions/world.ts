import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { idLength, idOfBytes } from '../contract/id-alphabet.ts';
import { instantOf } from './domain/instant.ts';
import type { World } from './domain/world.ts';

/** The real clock and the real dice. */
export const world: World = {
  now: () => instantOf(new Date()),
  random: {
    token: () => idOfBytes(randomBytes(idLength)),
    fraction: () => Math.random(),
  },
  wait: async (milliseconds) => {
    await setTimeout(milliseconds);
  },
};
