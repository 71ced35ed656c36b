import { company } from './aws/company.ts';
import { dynamoDbTable } from './aws/dynamodb-table.ts';
import { invokeAsync } from './aws/invoke-async.ts';
import { environment } from './environment.ts';
import { sweepOverdue } from './notification/sweep.ts';
import { world } from './world.ts';

const table = dynamoDbTable({ tableName: environment('TABLE_NAME'), now: world.now, company: company() });
const checkUnreadArn = environment('CHECK_UNREAD_ARN');

/** Every five minutes: nothing that is due is ever forgotten. */
export async function handler(): Promise<{ readonly found: number }> {
  const found = await sweepOverdue(world, table, { checkNow: (check) => invokeAsync(checkUnreadArn, check) });
  return { found };
}
