import type { EventBridgeEvent } from 'aws-lambda';
import { company } from './aws/company.ts';
import { deliveryEventOf } from './aws/ses-event.ts';
import type { SesEventDetail } from './aws/ses-event.ts';
import { dynamoDbTable } from './aws/table/dynamodb-table.ts';
import { recordDeliveryEvent } from './domain/notification/delivery-event.ts';
import { environment } from './environment.ts';
import { world } from './world.ts';

const table = dynamoDbTable({ tableName: environment('TABLE_NAME'), now: world.now, company: company() });

/** SES tells what became of a mail. */
export async function handler(event: EventBridgeEvent<string, SesEventDetail>): Promise<void> {
  const told = deliveryEventOf(event);
  if (told !== undefined) await recordDeliveryEvent(world, table, told);
}
