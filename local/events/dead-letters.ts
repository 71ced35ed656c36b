import { randomUUID } from 'node:crypto';
import type { SteppedClock } from '../clock/stepped-clock.ts';
import type { RecordFolder } from '../disk/record-folder.ts';

export interface DeadLetter {
  readonly id: string;
  /** Name of the SQS queue. */
  readonly queue: string;
  readonly sentAt: string;
  readonly body: string;
  /** Message attributes, which say why it is here. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The SQS queues. They only ever keep what could not be handled, so they are a folder that one can look into. */
export class DeadLetters {
  readonly #folder: RecordFolder<DeadLetter>;
  readonly #clock: SteppedClock;

  constructor(folder: RecordFolder<DeadLetter>, clock: SteppedClock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  send(queueArn: string, body: string, attributes: Record<string, string> = {}): void {
    const id = randomUUID();
    const queue = queueArn.split(':').at(-1) ?? queueArn;
    this.#folder.put(id, { id, queue, sentAt: this.#clock.date().toISOString(), body, attributes });
  }

  find(id: string): DeadLetter | undefined {
    return this.#folder.get(id);
  }

  delete(id: string): void {
    this.#folder.delete(id);
  }

  /** Newest first. */
  all(): DeadLetter[] {
    return this.#folder
      .all()
      .map(([, letter]) => letter)
      .sort((a, b) => b.sentAt.localeCompare(a.sentAt));
  }
}
