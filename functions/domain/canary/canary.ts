import { plusMinutes } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Canary } from '../records/canary.ts';
import type { Settings } from '../settings/settings.ts';

/** Two of its hours, and a little for a run that is tried again. */
const longestSilenceMinutes = 130;

/** A canary that has just been heard. */
export function heard(canary: Canary, now: Instant): Canary {
  return { ...canary, expectedBy: plusMinutes(now, longestSilenceMinutes) };
}

/** Nothing is known of a canary that was never switched on. */
export const unhatched: Canary = { version: 0, expectedBy: null, round: null, last: null };

/** It makes its rounds while it is switched on and there are e-mails at all. */
export function sings({ canary, continuousConversations }: Settings): boolean {
  return canary && continuousConversations;
}

/** It should have reported by now, and has not. */
export function isSilent({ expectedBy }: Canary, now: Instant): boolean {
  return expectedBy !== null && expectedBy < now;
}

/** What the canary's message says, and what its answer must. */
export const spoken = {
  message: (nonce: string): string => `Round trip ${nonce}`,
  answer: (nonce: string): string => `Back again ${nonce}`,
};
