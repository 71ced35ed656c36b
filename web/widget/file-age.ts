import type { Message } from '../../contract/messages.ts';

/** The addresses of files are good for an hour from when their message was fetched; this long before they run out a new one is asked for. */
const freshMs = 50 * 60_000;

const arrivals = new WeakMap<Message, number>();

/**
 * The message as it was fetched or pushed just now, but with the addresses that its files had before, for as long as those are good:
 * a file at another address would be fetched again.
 */
export function arrived(message: Message, known: Message | undefined): Message {
  if (known === undefined || mayHaveRunOut(known)) {
    arrivals.set(message, Date.now());
    return message;
  }
  const attachments = message.attachments.map((file) => ({
    ...file,
    url: known.attachments.find(({ id }) => id === file.id)?.url ?? file.url,
  }));
  const same = { ...message, attachments };
  arrivals.set(same, arrivals.get(known) ?? 0);
  return same;
}

/** Whether the addresses of a message's files may have run out. */
export function mayHaveRunOut(message: Message): boolean {
  return Date.now() - (arrivals.get(message) ?? 0) > freshMs;
}
