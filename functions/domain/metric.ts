/** Namespace of all metrics of this project; lib/alarms.ts looks for them there. */
const namespace = 'ContinuousConversations';

export interface Metric {
  readonly name: string;
  readonly value: number;
  readonly unit: 'Count' | 'Seconds';
}

/**
 * The log line by which CloudWatch counts something, under the name of the function that says it. What else the line holds
 * can be found in the log: ids only, never what people wrote, their addresses or tokens.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricLine(
  metrics: readonly Metric[],
  { functionName, now, ids = {} }: { readonly functionName: string; readonly now: Date; readonly ids?: object },
): string {
  return JSON.stringify({
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [['Function']],
          Metrics: metrics.map(({ name, unit }) => ({ Name: name, Unit: unit })),
        },
      ],
    },
    Function: functionName,
    ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
    ...ids,
  });
}
