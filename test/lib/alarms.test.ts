import { actionsOf, attributeOf, synthesise, text } from './synthesised.ts';

const stack = synthesise();

interface Dimension {
  Name: string;
  Value: unknown;
}

const alarms = stack.ofType('AWS::CloudWatch::Alarm').map(([, properties]) => properties);
const alarmsOn = (namespace: string, metric: string) =>
  alarms.filter(({ Namespace, MetricName }) => Namespace === namespace && MetricName === metric);
const dimensionsOf = ({ Dimensions }: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries((Dimensions as Dimension[]).map(({ Name, Value }) => [Name, text(Value)]));
const idOf = (type: string): string => stack.ofType(type)[0]![0];
const api = (protocol: string): string =>
  stack.ofType('AWS::ApiGatewayV2::Api').find(([, { ProtocolType }]) => ProtocolType === protocol)![0];

test('alarms ring when the HTTP API turns requests away, which its access log tells and no metric of it', () => {
  const filter = stack.only('AWS::Logs::MetricFilter');
  const [stage] = stack.ofType('AWS::ApiGatewayV2::Stage').filter(([, { StageName }]) => StageName === '$default');
  const { DestinationArn, Format } = stage![1].AccessLogSettings as { DestinationArn: unknown; Format: string };
  expect(attributeOf(DestinationArn)).toBe(attributeOf(filter.LogGroupName));
  expect(filter.FilterPattern).toBe('{ $.status = "429" }');
  expect(JSON.parse(Format)).toMatchObject({ status: '$context.status', api: '$context.apiId' });
  expect(filter.MetricTransformations).toEqual([
    {
      MetricNamespace: 'ContinuousConversations',
      MetricName: 'HttpThrottled',
      MetricValue: '1',
      Dimensions: [{ Key: 'ApiId', Value: '$.api' }],
    },
  ]);
  const [alarm, ...others] = alarmsOn('ContinuousConversations', 'HttpThrottled');
  expect(others).toEqual([]);
  expect(dimensionsOf(alarm!)).toEqual({ ApiId: `{${api('HTTP')}}` });
  expect(alarm).toMatchObject({ Statistic: 'Sum', Period: 300, Threshold: 10 });
});

test.each([
  ['ExecutionError', 5],
  ['ClientError', 50],
  ['IntegrationError', 50],
])('alarms ring when the WebSocket API counts a %s %d times', (metric, threshold) => {
  const [alarm, ...others] = alarmsOn('AWS/ApiGateway', metric);
  expect(others).toEqual([]);
  expect(dimensionsOf(alarm!)).toEqual({ ApiId: `{${api('WEBSOCKET')}}` });
  expect(alarm).toMatchObject({ Statistic: 'Sum', Period: 300, Threshold: threshold });
});

test.each([
  ['InvocationDroppedCount', 1],
  ['InvocationsFailedToBeSentToDeadLetterCount', 1],
  ['InvocationThrottleCount', 10],
  ['TargetErrorThrottledCount', 10],
])('alarms ring when Scheduler counts a %s of our group %d times', (metric, threshold) => {
  const [alarm, ...others] = alarmsOn('AWS/Scheduler', metric);
  expect(others).toEqual([]);
  expect(dimensionsOf(alarm!)).toEqual({ ScheduleGroup: stack.only('AWS::Scheduler::ScheduleGroup').Name });
  expect(alarm).toMatchObject({ Statistic: 'Sum', Period: 300, Threshold: threshold });
});

test('alarms ring when DynamoDB throttles the table or one of its indexes, each of which counts by itself', () => {
  const [alarm, ...others] = alarms.filter(({ Metrics }) => text(Metrics).includes('ThrottleEvents'));
  expect(others).toEqual([]);
  const metrics = alarm!.Metrics as { Id: string; Expression?: string; ReturnData?: boolean; MetricStat?: Stat }[];
  interface Stat {
    Stat: string;
    Metric: { Namespace: string; MetricName: string; Dimensions: Dimension[] };
  }
  const counted = metrics.flatMap(({ MetricStat }) => MetricStat ?? []);
  expect(new Set(counted.map(({ Stat, Metric }) => `${Stat} ${Metric.Namespace}`))).toEqual(
    new Set(['Sum AWS/DynamoDB']),
  );
  const table = `{${idOf('AWS::DynamoDB::GlobalTable')}}`;
  const places = counted.map(({ Metric }) => ({ metric: Metric.MetricName, ...dimensionsOf({ ...Metric }) }));
  expect(places).toHaveLength(6);
  expect(places).toEqual(
    expect.arrayContaining(
      ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((metric) => [
        { metric, TableName: table },
        { metric, TableName: table, GlobalSecondaryIndexName: 'queue' },
        { metric, TableName: table, GlobalSecondaryIndexName: 'due' },
      ]),
    ),
  );
  // A metric that nothing was counted in has no value, and neither has a sum with it.
  const [sum] = metrics.filter(({ Expression }) => Expression !== undefined);
  const ids = metrics.flatMap(({ Id, MetricStat }) => (MetricStat === undefined ? [] : [Id]));
  for (const id of ids) expect(sum!.Expression).toContain(`FILL(${id}, 0)`);
  expect(alarm).toMatchObject({ Threshold: 10 });
});

test('alarms ring when SES no longer lets the account send, which sweep-overdue may ask', () => {
  const [alarm, ...others] = alarmsOn('ContinuousConversations', 'SendingPaused');
  expect(others).toEqual([]);
  expect(dimensionsOf(alarm!)).toEqual({ Function: `{${stack.idOf('sweep-overdue')}}` });
  expect(alarm).toMatchObject({ Statistic: 'Maximum', Period: 300, Threshold: 1 });
  const asking = stack.rightsOfFunction('sweep-overdue').filter((right) => actionsOf(right).includes('ses:GetAccount'));
  expect(asking).toHaveLength(1);
});
