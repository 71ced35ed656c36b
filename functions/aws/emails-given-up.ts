import type { DynamoDBRecord } from 'aws-lambda';
import { isCanary } from '../domain/canary/canary-id.ts';
import { metricLine } from '../domain/metric.ts';

/**
 * The log line by which CloudWatch counts an e-mail that was given up for good, if that is what a stream record tells;
 * undefined if not, and for the canary, which has an alarm of its own. Told from the stream, it cannot be lost with the process that gave up; told twice, it rings as once.
 */
export function emailGivenUp({ dynamodb }: DynamoDBRecord, functionName: string, now: Date): string | undefined {
  const decided = dynamodb?.NewImage?.data?.M;
  if (dynamodb?.NewImage?.type?.S !== 'decision' || decided?.decision?.S !== 'failed') return undefined;
  if (isCanary(decided.conversationId?.S ?? '')) return undefined;
  // lib/change-feed.ts rings for it.
  return metricLine([{ name: 'EmailsGivenUp', value: 1, unit: 'Count' }], {
    functionName,
    now,
    ids: { conversation: decided.conversationId?.S, episode: Number(decided.episode?.N) },
  });
}
