import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionsOf, attributeOf, synthesise, text } from './synthesised.ts';

const stack = synthesise({ alarmEmail: 'ops@example.com' });
const alarms = stack.ofType('AWS::CloudWatch::Alarm').map(([, properties]) => properties);
const queues = stack.ofType('AWS::SQS::Queue').map(([id]) => id);

interface Destination {
  DestinationConfig: { OnFailure: { Destination: unknown } };
}

interface AsynchronousInvocation extends Destination {
  MaximumRetryAttempts: number;
  Qualifier: unknown;
}

interface Target {
  Arn: unknown;
  DeadLetterConfig: { Arn: unknown };
  RetryPolicy: { MaximumRetryAttempts: number };
}

describe('what is called asynchronously', () => {
  test.each([
    ['receive-email', '$LATEST'],
    ['sweep-overdue', '$LATEST'],
    ['record-email-event', '$LATEST'],
    // Lambda keeps this for each qualifier, and this one is called by its alias only.
    ['check-unread', 'live'],
  ] as const)('%s is tried three times, then its event is kept', (name, qualifier) => {
    const configuration = stack
      .ofType('AWS::Lambda::EventInvokeConfig')
      .filter(([, { FunctionName }]) => attributeOf(FunctionName) === stack.idOf(name))
      .map(([, properties]) => properties as unknown as AsynchronousInvocation);
    expect(configuration).toMatchObject([{ MaximumRetryAttempts: 2 }]);
    const { Qualifier, DestinationConfig } = configuration[0]!;
    const alias = /"Ref":"(\w+)"/.exec(text(Qualifier))?.[1];
    expect(alias === undefined ? Qualifier : stack.resources[alias]!.Properties.Name).toBe(qualifier);

    const queue = attributeOf(DestinationConfig.OnFailure.Destination);
    expect(queues).toContain(queue);
    const senders = stack.rightsOfFunction(name).filter((right) => actionsOf(right).includes('sqs:SendMessage'));
    expect(senders.map(({ Resource }) => attributeOf(Resource))).toEqual([queue]);
  });

  test('by a rule keeps what the rule could not hand over, too', () => {
    const targets = stack.ofType('AWS::Events::Rule').flatMap(([, { Targets }]) => Targets as Target[]);
    expect(targets.map(({ Arn }) => attributeOf(Arn)).sort()).toEqual(
      [stack.idOf('sweep-overdue'), stack.idOf('record-email-event')].sort(),
    );
    for (const { DeadLetterConfig } of targets) expect(queues).toContain(attributeOf(DeadLetterConfig.Arn));
  });

  test('is all that others than API Gateway and CloudFormation call', () => {
    const callers = stack
      .ofType('AWS::Lambda::Permission')
      .filter(([, { Principal }]) => Principal !== 'apigateway.amazonaws.com')
      .map(([, { FunctionName, Principal, SourceArn }]) => [attributeOf(FunctionName), Principal, SourceArn] as const);
    expect(callers.map(([id, principal]) => `${principal as string} ${id}`).sort()).toEqual(
      [
        `events.amazonaws.com ${stack.idOf('record-email-event')}`,
        `events.amazonaws.com ${stack.idOf('sweep-overdue')}`,
        `ses.amazonaws.com ${stack.idOf('receive-email')}`,
      ].sort(),
    );
    for (const [, , source] of callers) expect(source).toBeDefined();
  });
});

describe('the stream of changes', () => {
  const mapping = stack.only('AWS::Lambda::EventSourceMapping');

  test('wakes follow-changes for conversations, messages, visitors and e-mails given up only', () => {
    expect(attributeOf(mapping.FunctionName)).toBe(stack.idOf('follow-changes'));
    expect(text(mapping.EventSourceArn)).toMatch(/^\{ConversationsTable\w+\.StreamArn\}$/);
    const { Filters } = mapping.FilterCriteria as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown)).toEqual([
      { dynamodb: { NewImage: { type: { S: ['conversation', 'message', 'visitor'] } } } },
      { dynamodb: { NewImage: { type: { S: ['decision'] }, data: { M: { decision: { S: ['failed'] } } } } } },
    ]);
  });

  test('sees both what was and what is', () => {
    expect(stack.only('AWS::DynamoDB::GlobalTable').StreamSpecification).toEqual({
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    });
  });

  test('is not held up for ever by a change that cannot be followed, and does not lose it', () => {
    expect(mapping).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 3600,
    });
    expect(queues).toContain(attributeOf((mapping as unknown as Destination).DestinationConfig.OnFailure.Destination));
  });

  test('is followed in several lanes', () => {
    expect(mapping.ParallelizationFactor).toBeGreaterThan(1);
  });
});

describe('alarms', () => {
  const watching = (metric: string, dimension: string) =>
    alarms
      .filter(({ MetricName }) => MetricName === metric)
      .flatMap(({ Dimensions }) => Dimensions as { Name: string; Value: unknown }[])
      .filter(({ Name }) => Name === dimension)
      .map(({ Value }) => attributeOf(Value));

  test('ring at the first dead letter of every queue', () => {
    const depth = alarms.filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible');
    expect(depth.map(({ Threshold }) => Threshold)).toEqual(queues.map(() => 1));
    const watched = depth.map(({ Dimensions }) => attributeOf((Dimensions as { Value: unknown }[])[0]!.Value));
    expect(watched.sort()).toEqual([...queues].sort());
  });

  test('ring for errors and throttles of every function that runs after the deployment', () => {
    const functions = stack
      .ofType('AWS::Lambda::Function')
      .filter(([, { FunctionName }]) => /^Chat-(?!activate)/.test(String(FunctionName)))
      .map(([id]) => id)
      .sort();
    expect(functions).toHaveLength(8);
    expect(watching('Errors', 'FunctionName').sort()).toEqual(functions);
    expect(watching('Throttles', 'FunctionName').sort()).toEqual(functions);
  });

  test.each([
    ['IteratorAge', 60_000],
    ['EmailsGivenUp', 1],
    ['5xx', 5],
    ['PublishFailure', 1],
    ['PublishExpired', 1],
    ['Reputation.BounceRate', 0.025],
    ['Reputation.ComplaintRate', 0.0005],
  ])('ring when %s reaches %d', (metric, threshold) => {
    expect(alarms.filter(({ MetricName }) => MetricName === metric)).toMatchObject([{ Threshold: threshold }]);
  });

  test('ring for the metric that follow-changes writes', () => {
    const [alarm] = alarms.filter(({ MetricName }) => MetricName === 'EmailsGivenUp');
    expect(alarm).toMatchObject({ Namespace: 'ContinuousConversations', Statistic: 'Sum' });
    expect(watching('EmailsGivenUp', 'Function')).toEqual([stack.idOf('follow-changes')]);
  });

  test('name the section of the runbook that says what to do', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(' ', '-'));
    const named = alarms.map(
      ({ AlarmDescription }) => /docs\/runbook\.md#([\w-]+)$/.exec(String(AlarmDescription))?.[1],
    );
    expect(new Set(named)).toEqual(new Set(sections));
  });

  test('reach who is named, and no topic exists where nobody is', () => {
    const topic = stack.ofType('AWS::SNS::Topic')[0]![0];
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic }]);
    expect(stack.only('AWS::SNS::Subscription')).toMatchObject({ Endpoint: 'ops@example.com', Protocol: 'email' });
    expect(synthesise().ofType('AWS::SNS::Topic')).toEqual([]);
  });
});
