import { instantOf } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { KeptState } from '../records/kept-mail.ts';

/** What the id of a kept mail says: enough to find its item with one read. */
interface KeptMailId {
  readonly state: KeptState;
  readonly receivedAt: Instant;
  /** SES's id of the delivery. */
  readonly sesId: string;
}

const letters = { unmatched: 'u', quarantined: 'q' } as const;

/** `u` or `q`, the milliseconds since 1970 in base 36, and SES's id. */
export function keptMailId({ state, receivedAt, sesId }: KeptMailId): string {
  return `${letters[state]}${Date.parse(receivedAt).toString(36)}-${sesId}`;
}

/** Undefined for what is no such id. */
export function readKeptMailId(id: string): KeptMailId | undefined {
  const [, letter, time = '', sesId = ''] = /^([uq])([0-9a-z]{1,9})-([\w-]{1,100})$/.exec(id) ?? [];
  if (letter === undefined) return undefined;
  const state = letter === letters.unmatched ? 'unmatched' : 'quarantined';
  return { state, receivedAt: instantOf(new Date(parseInt(time, 36))), sesId };
}
