import type { DomainEvent } from './domain-event.ts';
import { eventsOf } from './events-of.ts';
import type { Happening } from './happening.ts';

/** Where integrators listen. */
export interface EventBus {
  /** Puts events onto the bus, in their order, as far as it takes them and until time is up, but some at least. Never rejects. */
  put(events: readonly DomainEvent[], isTimeUp: () => boolean): Promise<Put>;
}

/** How far the bus took events: all, or those before the first that it may not have taken. */
export type Put = { readonly kind: 'all' } | { readonly kind: 'some'; readonly taken: number; readonly error: unknown };

/** A record of the stream that has not been looked at yet. */
export interface HappeningRecord {
  readonly sequenceNumber: string;
  /** Undefined for what nobody is told of. Throws for an item that none of our functions wrote. */
  readonly happening: () => Happening | undefined;
}

/** What a run of the function is told and asked while it publishes. */
export interface Course {
  /** Whether nothing further may be begun. */
  readonly isTimeUp: () => boolean;
  readonly notTaken: (error: unknown) => void;
  readonly unreadable: (error: unknown) => void;
}

/**
 * Publishes what integrators are told of these records, in their order. Returns the sequence number of the first whose events
 * the bus did not take, or for which no time was left: it and all behind it are to be tried again, and what of them is on the bus already comes once more
 * under the same ids. Undefined when all are done. A record that cannot be read is told of and passed over: trying it again
 * would only keep back everybody else's.
 */
export async function publishInOrder(
  bus: EventBus,
  records: readonly HappeningRecord[],
  { isTimeUp, notTaken, unreadable }: Course,
): Promise<string | undefined> {
  const waiting = records.flatMap(({ sequenceNumber, happening }) => {
    try {
      const told = happening();
      return (told === undefined ? [] : eventsOf(told)).map((event) => ({ sequenceNumber, event }));
    } catch (error) {
      unreadable(error);
      return [];
    }
  });
  const put = await bus.put(
    waiting.map(({ event }) => event),
    isTimeUp,
  );
  if (put.kind === 'all') return undefined;
  notTaken(put.error);
  return waiting[put.taken]?.sequenceNumber;
}
