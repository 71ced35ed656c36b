import type { Message } from '../../contract/messages.ts';

/** The addresses of files are good for an hour from when their message was fetched; this long before they run out a new one is asked for. */
const freshMs = 50 * 60_000;

const arrivals = new WeakMap<Message, number>();

/** Remembers that a message was fetched or pushed just now. */
export function noteArrival(message: Message): void {
  arrivals.set(message, Date.now());
}

/** Whether the addresses of a message's files may have run out. */
export function mayHaveRunOut(message: Message): boolean {
  return Date.now() - (arrivals.get(message) ?? 0) > freshMs;
}
