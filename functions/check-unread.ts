import { company } from './aws/company.ts';
import { s3Attachments } from './aws/s3-attachments.ts';
import { s3Files } from './aws/s3-files.ts';
import { sesMailSender } from './aws/ses-mail-sender.ts';
import { dynamoDbTable } from './aws/table/dynamodb-table.ts';
import { checkUnread } from './domain/notification/check-unread.ts';
import type { DeliveryPorts } from './domain/notification/send-claimed.ts';
import type { UnreadCheck } from './domain/notification/unread-timer.ts';
import { environment } from './environment.ts';
import { world } from './world.ts';

const ports: DeliveryPorts = {
  table: dynamoDbTable({ tableName: environment('TABLE_NAME'), now: world.now, company: company() }),
  mail: sesMailSender({ configurationSet: environment('CONFIGURATION_SET') }),
  files: s3Files(environment('MAIL_BUCKET')),
  attachments: s3Attachments(environment('FILES_BUCKET'), world.now),
  identity: {
    fromAddress: environment('FROM_ADDRESS'),
    replyDomain: environment('REPLY_DOMAIN'),
    publicUrl: environment('PUBLIC_URL'),
  },
};

/** The clock of an unread episode rings: a schedule's, or at once for what is due already. */
export async function handler(check: UnreadCheck): Promise<void> {
  await checkUnread(world, ports, check);
}
