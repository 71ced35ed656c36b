import { company } from './aws/company.ts';
import { invokeAsync } from './aws/invoke-async.ts';
import { noticePausedSending } from './aws/sending-paused.ts';
import { sesAccount } from './aws/ses-account.ts';
import { dynamoDbTable } from './aws/table/dynamodb-table.ts';
import { isSilent } from './domain/canary/canary.ts';
import { sweepOverdue } from './domain/notification/sweep.ts';
import { environment } from './environment.ts';
import { logMetrics } from './log-metrics.ts';
import { world } from './world.ts';

const table = dynamoDbTable({ tableName: environment('TABLE_NAME'), now: world.now, company: company() });
const ses = sesAccount();
const checkUnreadArn = environment('CHECK_UNREAD_ARN');

/** Every five minutes: nothing that is due is ever forgotten. */
export async function handler(): Promise<{ readonly found: number }> {
  const found = await sweepOverdue(world, table, { checkNow: (check) => invokeAsync(checkUnreadArn, check) });
  const canary = await table.canary();
  // lib/canary.ts rings for it: whoever should report cannot tell that they do not.
  if (canary !== undefined && isSilent(canary, world.now()))
    logMetrics([{ name: 'CanarySilent', value: 1, unit: 'Count' }]);
  // Last, since it may fail without harm to what is due.
  await noticePausedSending(ses, (metric) => logMetrics([metric]));
  return { found };
}
