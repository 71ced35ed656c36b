import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { fiveMinutes, type Alarms } from './alarms.ts';
import type { Index } from './item-rights.ts';

const indexes: readonly Index[] = ['queue', 'due'];

/**
 * Rings when DynamoDB throttles. The table and each index count by themselves, and have no value for a time in which there was
 * nothing to count.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html (ReadThrottleEvents, WriteThrottleEvents)
 */
export function watchThrottles({ tableName }: Pick<ITable, 'tableName'>, alarms: Alarms): void {
  const places = [{}, ...indexes.map((index) => ({ GlobalSecondaryIndexName: index }))];
  const metrics = ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((metricName) =>
    places.map(
      (place) =>
        new Metric({
          namespace: 'AWS/DynamoDB',
          metricName,
          dimensionsMap: { TableName: tableName, ...place },
          statistic: Stats.SUM,
          period: fiveMinutes,
        }),
    ),
  );
  const named = metrics.map((metric, index) => [`m${index}`, metric] as const);
  alarms.on('TableThrottles', {
    section: 'table-throttles',
    says: 'DynamoDB refused to read or write so much at once.',
    metric: new MathExpression({
      expression: named.map(([name]) => `FILL(${name}, 0)`).join(' + '),
      usingMetrics: Object.fromEntries(named),
      label: 'Throttled reads and writes',
      period: fiveMinutes,
    }),
    threshold: 10,
  });
}
