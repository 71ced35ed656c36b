import type { SESEvent } from 'aws-lambda';
import { company } from './aws/company.ts';
import { s3Files } from './aws/s3-files.ts';
import { sesAnswers } from './aws/ses-answers.ts';
import { arrivalOf } from './aws/ses-arrival.ts';
import { dynamoDbTable } from './aws/table/dynamodb-table.ts';
import type { InboundPorts } from './domain/inbound/ports.ts';
import { receive } from './domain/inbound/receive.ts';
import { environment } from './environment.ts';
import { logMetrics } from './log-metrics.ts';
import { world } from './world.ts';

const ports: InboundPorts = {
  table: dynamoDbTable({ tableName: environment('TABLE_NAME'), now: world.now, company: company() }),
  mails: s3Files(environment('MAIL_BUCKET')),
  files: s3Files(environment('FILES_BUCKET')),
  answers: sesAnswers(environment('CONFIGURATION_SET')),
  count: (metric, ids) => logMetrics([metric], ids),
  replyDomain: environment('REPLY_DOMAIN'),
  fromAddress: environment('FROM_ADDRESS'),
};

/** Mail has come in for the reply domain. A mail that fails is tried again, then kept in the dead-letter queue. */
export async function handler({ Records }: SESEvent): Promise<void> {
  for (const record of Records) await receive(world, ports, arrivalOf(record));
}
