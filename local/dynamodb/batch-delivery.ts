import type { Activity } from '../activity.ts';
import type { SteppedClock } from '../clock/stepped-clock.ts';
import type { Timetable } from '../clock/timetable.ts';
import type { DeadLetters } from '../events/dead-letters.ts';
import { isObject, listOf, objectOf, parseJson, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Invocation } from '../lambda/execution-environment.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { arn } from '../synthesis/pseudo-parameters.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';

/** A record of the stream in the form of Lambda's event. */
export interface Delivery {
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly event: JsonObject;
  /** Milliseconds since 1970. */
  readonly readAt: number;
}

export interface BatchDeliveryOptions {
  readonly mapping: EventSourceMapping;
  readonly lambda: Pick<Lambda, 'invoke'>;
  readonly deadLetters: Pick<DeadLetters, 'send'>;
  readonly clock: SteppedClock;
  readonly timetable: Timetable;
  readonly activity: Activity;
}

const firstPauseMs = 1000;
const longestPauseMs = 60_000;

/**
 * Hands batches of a stream to the function, again and again until a batch has succeeded or is given up, as Lambda does:
 * with partial failures only what lies at and behind the first failed item is repeated; bisecting a failed batch does not
 * count as a retry; a batch that is given up is reported to the failure destination, without its records.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export class BatchDelivery {
  readonly #options: BatchDeliveryOptions;
  #stopped = false;

  constructor(options: BatchDeliveryOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Resolves when the batch is done with. It never is after `stop`: the next start reads it again. */
  async deliver(batch: readonly Delivery[]): Promise<void> {
    const { activity } = this.#options;
    let end = activity.begin();
    const waiting = [{ batch, failures: 0 }];
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { lambda, mapping, clock } = this.#options;
      const event = JSON.stringify({ Records: next.batch.map((delivery) => delivery.event) });
      const invocation = await lambda.invoke(mapping.functionName, event);
      if (this.#stopped) await new Promise(() => undefined);
      const done = this.#succeeded(next.batch, invocation);
      const rest = next.batch.slice(done);
      const [first] = rest;
      if (first === undefined) continue;
      const half = Math.ceil(rest.length / 2);
      if (mapping.bisects && rest.length > 1) {
        waiting.unshift({ batch: rest.slice(0, half), failures: 0 }, { batch: rest.slice(half), failures: 0 });
        continue;
      }
      const failures = done > 0 ? 1 : next.failures + 1;
      const tooOld = mapping.maximumAgeMs !== undefined && clock.now() - first.readAt >= mapping.maximumAgeMs;
      if (tooOld || failures > (mapping.maximumRetries ?? Number.POSITIVE_INFINITY)) {
        this.#giveUp(rest, failures, invocation.requestId, tooOld ? 'RecordAgeExceeded' : 'RetryAttemptsExhausted');
        continue;
      }
      waiting.unshift({ batch: rest, failures });
      end();
      end = await this.#pause(Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs));
    }
    end();
  }

  /** How many records from the beginning of the batch are done with. */
  #succeeded(batch: readonly Delivery[], invocation: Invocation): number {
    if (invocation.kind === 'failed') return 0;
    if (!this.#options.mapping.reportsItemFailures) return batch.length;
    const answer = parseJson(invocation.payload);
    const failures = listOf(isObject(answer) ? answer.batchItemFailures : undefined);
    const positions = failures.map((failure) => {
      const id = textOf(objectOf(failure).itemIdentifier);
      return batch.findIndex(({ sequenceNumber }) => sequenceNumber === id);
    });
    // An item that is not of this batch makes all of it a failure.
    return Math.max(0, Math.min(batch.length, ...positions));
  }

  /** Until a later time of the stepped clock. The work that goes on then counts as activity from that moment. */
  async #pause(milliseconds: number): Promise<() => void> {
    const { timetable, clock, activity } = this.#options;
    return new Promise((resolve) => {
      timetable.at(clock.now() + milliseconds, () => resolve(activity.begin()));
    });
  }

  #giveUp(batch: readonly Delivery[], failures: number, requestId: string, condition: string): void {
    const { mapping, deadLetters, clock } = this.#options;
    const [first] = batch;
    if (mapping.onFailure === undefined || first === undefined) return;
    const record = {
      requestContext: {
        requestId,
        functionArn: mapping.functionName,
        condition,
        approximateInvokeCount: failures,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: clock.date().toISOString(),
      DDBStreamBatchInfo: {
        shardId: first.shardId,
        startSequenceNumber: first.sequenceNumber,
        endSequenceNumber: batch.at(-1)?.sequenceNumber,
        approximateArrivalOfFirstRecord: new Date(first.readAt).toISOString(),
        approximateArrivalOfLastRecord: new Date(batch.at(-1)?.readAt ?? first.readAt).toISOString(),
        batchSize: batch.length,
        streamArn: arn('dynamodb', `table/${mapping.tableName}/stream/local`),
      },
    };
    deadLetters.send(mapping.onFailure, JSON.stringify(record));
  }
}
