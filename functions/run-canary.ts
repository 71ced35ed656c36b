import { company } from './aws/company.ts';
import { dynamoDbTable } from './aws/table/dynamodb-table.ts';
import { runCanary } from './domain/canary/run-canary.ts';
import { environment } from './environment.ts';
import { logMetrics } from './log-metrics.ts';
import { world } from './world.ts';

const ports = {
  table: dynamoDbTable({ tableName: environment('TABLE_NAME'), now: world.now, company: company() }),
  replyDomain: environment('REPLY_DOMAIN'),
};

/** Every hour: tells whether the last message made the round trip through SES, and sends the next one on its way. */
export async function handler(): Promise<void> {
  const judged = await runCanary(world, ports);
  if (judged === undefined) return;
  const { outcome, conversationId, startedAt } = judged;
  // lib/canary.ts rings for CanaryFailed.
  if (outcome.kind === 'failed') {
    logMetrics([{ name: 'CanaryFailed', value: 1, unit: 'Count' }], {
      conversation: conversationId,
      startedAt,
      why: outcome.why,
    });
    return;
  }
  logMetrics(
    [
      { name: 'CanaryFailed', value: 0, unit: 'Count' },
      { name: 'CanaryRoundTripSeconds', value: outcome.seconds, unit: 'Seconds' },
    ],
    { conversation: conversationId, startedAt },
  );
}
