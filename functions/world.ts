import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { instantOf } from './instant.ts';
import type { World } from './world-port.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const tokenLength = 26;

/** The real clock and the real dice. */
export const world: World = {
  now: () => instantOf(new Date()),
  random: {
    // A byte's lower five bits are uniform: 26 × 5 = 130 bits.
    token: () => Array.from(randomBytes(tokenLength), (byte) => alphabet[byte & 31]).join(''),
    fraction: () => Math.random(),
  },
  wait: async (milliseconds) => {
    await setTimeout(milliseconds);
  },
};
