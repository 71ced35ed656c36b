import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { present } from './api/http/present.ts';
import { company } from './aws/company.ts';
import { emailGivenUp } from './aws/emails-given-up.ts';
import { s3Attachments } from './aws/s3-attachments.ts';
import { schedulerTimer } from './aws/scheduler-timer.ts';
import { changeOf } from './aws/stream-record.ts';
import { dynamoDbTable } from './aws/table/dynamodb-table.ts';
import { websocketRealtime } from './aws/websocket-realtime.ts';
import { followInOrder } from './domain/changes/follow-in-order.ts';
import type { FollowPorts } from './domain/changes/follow.ts';
import { logFailure } from './domain/log.ts';
import { environment } from './environment.ts';
import { isTimeUp } from './time-limit.ts';
import { world } from './world.ts';

const ports: FollowPorts = {
  world,
  table: dynamoDbTable({ tableName: environment('TABLE_NAME'), now: world.now, company: company() }),
  timer: schedulerTimer({
    group: environment('SCHEDULE_GROUP'),
    targetArn: environment('CHECK_UNREAD_ARN'),
    roleArn: environment('SCHEDULE_ROLE_ARN'),
    deadLetterArn: environment('SCHEDULE_DLQ_ARN'),
  }),
  realtime: websocketRealtime(environment('WEBSOCKET_ENDPOINT')),
  attachments: s3Attachments(environment('FILES_BUCKET'), world.now),
  present,
};

/** Follows the table's stream; the first record that fails is named, so that it and what comes after it are tried again. */
export async function handler({ Records }: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  for (const record of Records) {
    const line = emailGivenUp(record, process.env.AWS_LAMBDA_FUNCTION_NAME ?? '', new Date());
    if (line !== undefined) process.stdout.write(`${line}\n`);
  }
  const records = Records.map((record) => ({
    sequenceNumber: record.dynamodb?.SequenceNumber ?? '',
    change: () => changeOf(record),
  }));
  const failed = await followInOrder(ports, records, {
    failed: (error) => logFailure('follow-changes', error),
    isTimeUp: () => isTimeUp(context),
  });
  return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
}
