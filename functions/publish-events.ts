import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { eventBridge } from './aws/event-bridge.ts';
import { happeningOf } from './aws/stream-record.ts';
import { publishInOrder } from './domain/events/publish-in-order.ts';
import { logFailure } from './domain/log.ts';
import { environment } from './environment.ts';
import { logMetrics } from './log-metrics.ts';
import { isTimeUp } from './time-limit.ts';

const bus = eventBridge(environment('EVENT_BUS'));

/** Tells integrators what happened; the first record whose events the bus does not take is named, so that it is tried again. */
export async function handler({ Records }: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  const records = Records.map((record) => ({
    sequenceNumber: record.dynamodb?.SequenceNumber ?? '',
    happening: () => happeningOf(record),
  }));
  const first = await publishInOrder(bus, records, {
    isTimeUp: () => isTimeUp(context),
    notTaken: (error) => logFailure('publish-events', error),
    unreadable: (error) => {
      logFailure('publish-events', error);
      // lib/domain-events.ts rings for it.
      logMetrics([{ name: 'EventsLeftOut', value: 1, unit: 'Count' }]);
    },
  });
  return { batchItemFailures: first === undefined ? [] : [{ itemIdentifier: first }] };
}
