import type { RecordFolder } from '../disk/record-folder.ts';
import type { JsonObject } from '../json.ts';

/** An event that a function put onto a bus. */
export interface PublishedEvent {
  /** 1, 2, 3 … in the order in which they came. */
  readonly number: number;
  readonly bus: string;
  /** Given by the bus: another one when the same event is put again. */
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly time: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
}

/** Older ones are forgotten when there are more, request by request. */
const mostKept = 10_000;

/** What functions put onto event buses, for people and tests to look into. A record for each request. */
export class PublishedEvents {
  readonly #folder: RecordFolder<readonly PublishedEvent[]>;
  readonly #kept: PublishedEvent[];

  constructor(folder: RecordFolder<readonly PublishedEvent[]>) {
    this.#folder = folder;
    this.#kept = folder.all().flatMap(([, events]) => events);
  }

  /** The events of one request, on disk when this returns. */
  add(events: readonly Omit<PublishedEvent, 'number'>[]): void {
    const next = (this.#kept.at(-1)?.number ?? 0) + 1;
    const numbered = events.map((event, index) => ({ number: next + index, ...event }));
    if (numbered.length === 0) return;
    this.#folder.put(fileName(next), numbered);
    this.#kept.push(...numbered);
    while (this.#kept.length > mostKept) this.#forgetOldest();
  }

  /** Those after a number, oldest first. */
  after(number: number): readonly PublishedEvent[] {
    return this.#kept.filter((event) => event.number > number);
  }

  #forgetOldest(): void {
    const [oldest] = this.#kept;
    if (oldest === undefined) return;
    const request = this.#folder.get(fileName(oldest.number)) ?? [oldest];
    this.#folder.delete(fileName(oldest.number));
    this.#kept.splice(0, request.length);
  }
}

/** Files are in the order of their names. */
function fileName(first: number): string {
  return String(first).padStart(12, '0');
}
