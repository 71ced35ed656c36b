import type { DynamoDBRecord } from 'aws-lambda';

/** Namespace and name of the metric; lib/change-feed.ts rings for it. */
const namespace = 'ContinuousConversations';
const metric = 'EmailsGivenUp';

/**
 * The log line by which CloudWatch counts an e-mail that was given up for good, if that is what a stream record tells;
 * undefined if not. Told from the stream, it cannot be lost with the process that gave up; told twice, it rings as once.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function emailGivenUp({ dynamodb }: DynamoDBRecord, functionName: string, now: Date): string | undefined {
  const decided = dynamodb?.NewImage?.data?.M;
  if (dynamodb?.NewImage?.type?.S !== 'decision' || decided?.decision?.S !== 'failed') return undefined;
  return JSON.stringify({
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: [
        { Namespace: namespace, Dimensions: [['Function']], Metrics: [{ Name: metric, Unit: 'Count' }] },
      ],
    },
    Function: functionName,
    [metric]: 1,
    conversation: decided.conversationId?.S,
    episode: Number(decided.episode?.N),
  });
}
