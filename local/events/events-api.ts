import { randomUUID } from 'node:crypto';
import { AwsError, jsonAnswer, jsonRpcRefusal } from '../aws/service.ts';
import type { AwsRequest, AwsService } from '../aws/service.ts';
import { isObject, listOf, numberOf, objectOf, parseJson, textOf, textsOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { EventQueue } from '../lambda/event-queue.ts';
import { accountId, region } from '../synthesis/pseudo-parameters.ts';
import { busName, defaultBus, targetsOfEvent } from './event-rules.ts';
import type { EventRule } from './event-rules.ts';
import type { PublishedEvent, PublishedEvents } from './published-events.ts';

export interface EventsOptions {
  /** Names of the buses that exist. */
  readonly buses: readonly string[];
  readonly rules: readonly EventRule[];
  readonly published: PublishedEvents;
  readonly events: Pick<EventQueue, 'accept'>;
  readonly now: () => Date;
}

const mostEntries = 10;
const mostBytes = 256 * 1024;

type Entry = Omit<PublishedEvent, 'number'>;

/** PutEvents: keeps what was put, and calls the functions of the bus's rules. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export function eventsApi(options: EventsOptions): AwsService {
  return {
    name: 'events',
    operation: ({ headers }) => (headers['x-amz-target'] === 'AWSEvents.PutEvents' ? 'PutEvents' : undefined),
    answer: (_operation, request) => {
      const results = entriesOf(request).map((entry) => entryOf(entry, options));
      const taken = results.filter((result): result is Entry => 'id' in result);
      options.published.add(taken);
      for (const entry of taken) deliver(options, entry);
      return jsonAnswer({
        FailedEntryCount: results.length - taken.length,
        Entries: results.map((result) => ('id' in result ? { EventId: result.id } : result)),
      });
    },
    refuse: jsonRpcRefusal,
  };
}

function entriesOf({ body }: AwsRequest): readonly JsonObject[] {
  const entries = listOf(objectOf(parseJson(body.toString())).Entries).map(objectOf);
  if (entries.length === 0 || entries.length > mostEntries) {
    throw new AwsError(400, 'ValidationException', `A request has 1 to ${mostEntries} entries.`);
  }
  if (entries.reduce((sum, entry) => sum + bytesOf(entry), 0) >= mostBytes) {
    throw new AwsError(400, 'ValidationException', 'Total size of the entries in the request is over the limit.');
  }
  return entries;
}

/** As EventBridge counts: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
function bytesOf({ Time, Source, DetailType, Detail, Resources }: JsonObject): number {
  const texts = [...[Source, DetailType, Detail].map((value) => textOf(value) ?? ''), ...textsOf(Resources)];
  return (Time === undefined ? 0 : 14) + texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** The event, or why this entry alone is not taken. */
function entryOf(
  { EventBusName, Source, DetailType, Detail, Resources, Time }: JsonObject,
  { buses, now }: EventsOptions,
): Entry | { readonly ErrorCode: string; readonly ErrorMessage: string } {
  const bus = busName(textOf(EventBusName) ?? defaultBus);
  const [source, detailType] = [textOf(Source) ?? '', textOf(DetailType) ?? ''];
  if (!buses.includes(bus)) return { ErrorCode: 'InvalidArgument', ErrorMessage: `There is no event bus ${bus}.` };
  if (source === '' || detailType === '')
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source and DetailType are required.' };
  // Services of AWS only.
  if (source.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  const detail = parsed(textOf(Detail));
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const seconds = numberOf(Time);
  return {
    bus,
    id: randomUUID(),
    source,
    detailType,
    time: (seconds === undefined ? now() : new Date(seconds * 1000)).toISOString(),
    resources: textsOf(Resources),
    detail,
  };
}

function parsed(detail: string | undefined): JsonObject | undefined {
  try {
    const value = parseJson(detail ?? '');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function deliver({ rules, events }: EventsOptions, entry: Entry): void {
  const { bus, id, source, detailType, time, resources, detail } = entry;
  const event: JsonObject = {
    version: '0',
    id,
    'detail-type': detailType,
    source,
    account: accountId,
    // To the second, as on AWS.
    time: `${time.slice(0, 19)}Z`,
    region,
    resources: [...resources],
    detail,
  };
  for (const target of targetsOfEvent(rules, event, bus)) events.accept(target.functionArn, target.event);
}
