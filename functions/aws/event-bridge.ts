import { eventSource } from '../domain/events/domain-event.ts';
import type { DomainEvent } from '../domain/events/domain-event.ts';
import type { EventBus } from '../domain/events/publish-in-order.ts';
import { TimeIsUp } from '../domain/time-is-up.ts';
import { endpoint, region, ServiceError, signedFetch } from './signed-fetch.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html: entries of a request. */
const mostEntries = 10;

/** Bytes of a request's entries together; a little less than the 256 KB that are taken. */
const mostBytes = 250_000;

/** One entry of PutEvents. */
interface Entry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Time: number;
  readonly Detail: string;
}

/** Publishes to a bus of EventBridge by `PutEvents`, by its name or ARN. */
export function eventBridge(busName: string): EventBus {
  return {
    async put(events, isTimeUp) {
      let taken = 0;
      for (const entries of requestsFor(events.map((event) => entryOf(event, busName)))) {
        if (taken > 0 && isTimeUp())
          return { kind: 'some', taken, error: new TimeIsUp('events are left for the next run') };
        try {
          const answer = await putEvents(entries);
          const first = answer.findIndex(({ ErrorCode }) => ErrorCode !== undefined);
          if (first >= 0) {
            const code = answer[first]?.ErrorCode ?? '';
            return { kind: 'some', taken: taken + first, error: new EventsNotTaken(code) };
          }
          taken += entries.length;
        } catch (error) {
          return { kind: 'some', taken, error };
        }
      }
      return { kind: 'all' };
    },
  };
}

/** EventBridge answered, but did not take all events of a request. */
class EventsNotTaken extends Error {
  override readonly name = 'EventsNotTaken';

  constructor(code: string) {
    super(`events did not take an event: ${code}`);
  }
}

/** A request can succeed for some of its entries only; each entry has its result, in the same place. Throws ServiceError. */
async function putEvents(entries: readonly Entry[]): Promise<readonly { readonly ErrorCode?: string }[]> {
  const response = await signedFetch('events', `${endpoint('EventBridge', `events.${region()}.amazonaws.com`)}/`, {
    method: 'POST',
    body: JSON.stringify({ Entries: entries }),
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
  });
  if (!response.ok) throw new ServiceError('events', 'PutEvents', response.status);
  return ((await response.json()) as { readonly Entries: readonly { readonly ErrorCode?: string }[] }).Entries;
}

function entryOf({ detailType, detail }: DomainEvent, busName: string): Entry {
  return {
    EventBusName: busName,
    Source: eventSource,
    DetailType: detailType,
    Time: Date.parse(detail.at) / 1000,
    Detail: JSON.stringify(detail),
  };
}

/** As many entries in each request as it may have. */
function requestsFor(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const requests: Entry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = bytesOf(entry);
    const last = requests.at(-1);
    if (last === undefined || last.length === mostEntries || bytes + size > mostBytes) {
      requests.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return requests;
}

/** As EventBridge counts: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
function bytesOf({ Source, DetailType, Detail }: Entry): number {
  const time = 14;
  return time + [Source, DetailType, Detail].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
