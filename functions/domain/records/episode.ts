import type { Instant } from '../instant.ts';
import type { Seq } from './ids.ts';

/**
 * An unread episode that has not been decided: from the first unread answer until it is read or e-mailed.
 * `waiting-for-address` and `held-by-agent` wait for somebody, not for a time: no timer and no sweeper looks at them.
 */
export interface Pending {
  /** 1, 2, 3 … in its conversation; a number is never used twice. */
  readonly episode: number;
  /** Grows with every change of `dueAt`, so that each timer knows whether it is still the one that counts. */
  readonly arm: number;
  readonly firstSeq: Seq;
  readonly dueAt: Instant;
  readonly state: 'armed' | 'waiting-for-address' | 'held-by-agent';
  /** Minutes by which the visitor's presence has put the e-mail off so far, up to the cap. */
  readonly presenceHeld: number;
  /** How often sending was tried and refused. */
  readonly attempts: number;
  /** Answers that go out once more although they are settled: the e-mail they stood in came back. */
  readonly again?: readonly Seq[];
  /** Its answers that were not taken back, the newest ten; missing where that is not known. */
  readonly answers?: readonly Seq[];
}

/** A claimed e-mail: exactly one holder may send it, until `claimUntil`. What it says and to whom is frozen. */
export interface Sending {
  readonly episode: number;
  readonly arm: number;
  readonly firstSeq: Seq;
  readonly upTo: Seq;
  readonly addressee: string;
  readonly claimId: string;
  readonly claimUntil: Instant;
  /** 1 for the first try; grows when a refused or lost one is tried again. */
  readonly attempt: number;
  /** `unknown` when SES did not say whether it took the mail, or when the attempt before this one was such. */
  readonly outcome: 'in-flight' | 'unknown';
  /** An earlier attempt ended unknown: another unknown is final. */
  readonly afterUnknown: boolean;
  readonly again?: readonly Seq[];
}

/** The part of a conversation that concerns its notifications. */
export interface Episode {
  /** Up to here everything was e-mailed or decided for good. */
  readonly settledThrough: Seq;
  readonly lastEpisode: number;
  readonly pending: Pending | null;
  readonly sending: Sending | null;
  /** These answers did not arrive; they go out once more when there is another address. */
  readonly undelivered: Undelivered | null;
}

export interface Undelivered {
  readonly firstSeq: Seq;
  readonly messages: readonly Seq[];
  /** The mailbox that SES gave up, whose address may stay the visitor's: it gets them no second time. */
  readonly to?: string;
}

/** What did not arrive, with more that did not. Nothing is `null`. */
export function undeliveredWith(undelivered: Undelivered | null, more: readonly Seq[]): Undelivered | null {
  const messages = [...new Set([...(undelivered?.messages ?? []), ...more])].sort((a, b) => a - b);
  const [firstSeq] = messages;
  return firstSeq === undefined ? null : { firstSeq, messages };
}

/** Answers of either episode that go out once more, as a field of the one that takes their place. */
export function againOf(...episodes: readonly (Pick<Pending, 'again'> | null)[]): Pick<Pending, 'again'> {
  const again = undeliveredWith(
    null,
    episodes.flatMap((episode) => episode?.again ?? []),
  );
  return again === null ? {} : { again: again.messages };
}

/** So many are enough to tell whether one is unread: cursors do not leave older ones behind. */
const answersKept = 10;

/** These answers as a field of the episode that they belong to. */
export function answersOf(answers: readonly Seq[]): Required<Pick<Pending, 'answers'>> {
  return { answers: [...new Set(answers)].sort((a, b) => a - b).slice(-answersKept) };
}

/** The episode after one of its answers was taken back. It stays pending: what is left is decided when its clock rings. */
export function withoutAnswer(pending: Pending, seq: Seq): Pending {
  const { answers, ...unknown } = pending;
  // Of a full list nobody knows what came before it.
  if (answers === undefined || answers.length === answersKept) return unknown;
  return { ...unknown, answers: answers.filter((one) => one !== seq) };
}

/** An episode that takes in a newer one keeps the agent's hold on it: what they hold back goes out with nothing else either. */
export function heldLike(pending: Pending, newer: Pending | null): Pending {
  return newer?.state === 'held-by-agent' ? { ...pending, state: 'held-by-agent' } : pending;
}

/** Another time for the same episode: a new arm, so that the timers of the old ones mean nothing any more. */
export function rearmed(
  pending: Pending,
  change: Partial<Pick<Pending, 'firstSeq' | 'dueAt' | 'state' | 'presenceHeld' | 'again' | 'answers'>>,
): Pending {
  return { ...pending, ...change, arm: pending.arm + 1 };
}
