import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
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
    ['run-canary', '$LATEST'],
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
      [stack.idOf('sweep-overdue'), stack.idOf('record-email-event'), stack.idOf('run-canary')].sort(),
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
        `events.amazonaws.com ${stack.idOf('run-canary')}`,
        `events.amazonaws.com ${stack.idOf('sweep-overdue')}`,
        `ses.amazonaws.com ${stack.idOf('receive-email')}`,
      ].sort(),
    );
    for (const [, , source] of callers) expect(source).toBeDefined();
  });
});

const mappingOf = (name: 'follow-changes' | 'publish-events'): Record<string, unknown> =>
  stack
    .ofType('AWS::Lambda::EventSourceMapping')
    .find(([, { FunctionName }]) => attributeOf(FunctionName) === stack.idOf(name))![1];

const patternsOf = ({ FilterCriteria }: Record<string, unknown>): unknown[] =>
  (FilterCriteria as { Filters: { Pattern: string }[] }).Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown);

describe('the stream of changes', () => {
  const mapping = mappingOf('follow-changes');

  test('wakes follow-changes for conversations, messages, visitors, settled or forgotten mail and e-mails given up only', () => {
    expect(text(mapping.EventSourceArn)).toMatch(/^\{ConversationsTable\w+\.StreamArn\}$/);
    expect(patternsOf(mapping)).toEqual([
      { dynamodb: { NewImage: { type: { S: ['conversation', 'message', 'visitor'] } } } },
      { dynamodb: { OldImage: { type: { S: ['kept-mail'] } } } },
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

  test('is read from its beginning: nothing written while a reader is being created is missed', () => {
    const positions = stack
      .ofType('AWS::Lambda::EventSourceMapping')
      .map(([, { StartingPosition }]) => StartingPosition);
    expect(positions).toEqual(['TRIM_HORIZON', 'TRIM_HORIZON']);
  });

  test('has no more readers than a shard may have', () => {
    expect(stack.ofType('AWS::Lambda::EventSourceMapping')).toHaveLength(2);
  });
});

describe('domain events', () => {
  const mapping = mappingOf('publish-events');

  test('are published by a reader of the stream of its own, which sees what they tell of and erasures', () => {
    expect(mapping.EventSourceArn).toEqual(mappingOf('follow-changes').EventSourceArn);
    expect(patternsOf(mapping)).toEqual([
      { dynamodb: { NewImage: { type: { S: ['conversation', 'message', 'visitor', 'decision', 'email'] } } } },
      { eventName: ['REMOVE'], dynamodb: { OldImage: { type: { S: ['visitor'] } } } },
    ]);
  });

  test('are tried for half a day, and then not lost', () => {
    expect(mapping).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 12 * 3600,
    });
    expect(mapping).not.toHaveProperty('MaximumRetryAttempts');
    expect(queues).toContain(attributeOf((mapping as unknown as Destination).DestinationConfig.OnFailure.Destination));
  });

  test('go to a bus of the stack, whose name is told', () => {
    const [id] = stack.ofType('AWS::Events::EventBus').map(([one]) => one);
    expect(stack.only('AWS::Events::EventBus')).toMatchObject({ Name: 'Chat-events' });
    expect(Object.entries(stack.outputs).find(([name]) => name === 'EventBus')?.[1].Value).toEqual({ Ref: id });
    const { Environment } = stack.resources[stack.idOf('publish-events')]!.Properties as {
      Environment: { Variables: Record<string, unknown> };
    };
    expect(Environment.Variables).toEqual({ EVENT_BUS: { 'Fn::GetAtt': [id, 'Arn'] } });
  });

  test('go to the bus that the construct is given', () => {
    const given = synthesise({}, (app) => ({
      eventBus: EventBus.fromEventBusName(new Stack(app, 'Own'), 'Bus', 'own'),
    }));
    expect(given.ofType('AWS::Events::EventBus')).toEqual([]);
    const [put] = given.rightsOfFunction('publish-events').filter((one) => actionsOf(one).includes('events:PutEvents'));
    expect(text(put!.Resource)).toMatch(/:event-bus\/own$/);
  });

  test('go to the operator’s bus, if they name one', () => {
    const given = synthesise({ eventBusName: 'company' });
    expect(given.ofType('AWS::Events::EventBus')).toEqual([]);
    expect(given.outputs.EventBus?.Value).toBe('company');
    const [put] = given.rightsOfFunction('publish-events').filter((one) => actionsOf(one).includes('events:PutEvents'));
    expect(text(put!.Resource)).toMatch(/:event-bus\/company$/);
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
    expect(functions).toHaveLength(10);
    expect(watching('Errors', 'FunctionName').sort()).toEqual(functions);
    expect(watching('Throttles', 'FunctionName').sort()).toEqual(functions);
  });

  test.each([
    ['EmailsGivenUp', 1],
    ['EventsLeftOut', 1],
    ['TooManyMails', 1],
    ['CanaryFailed', 1],
    ['CanarySilent', 1],
    ['5xx', 5],
    ['PublishFailure', 1],
    ['PublishExpired', 1],
    ['Reputation.BounceRate', 0.025],
    ['Reputation.ComplaintRate', 0.0005],
  ])('ring when %s reaches %d', (metric, threshold) => {
    expect(alarms.filter(({ MetricName }) => MetricName === metric)).toMatchObject([{ Threshold: threshold }]);
  });

  test.each([
    ['follow-changes', 60_000],
    ['publish-events', 600_000],
  ] as const)('ring when %s is %d ms behind', (name, threshold) => {
    const [alarm] = alarms.filter(
      ({ MetricName, Dimensions }) =>
        MetricName === 'IteratorAge' &&
        attributeOf((Dimensions as { Value: unknown }[])[0]!.Value) === stack.idOf(name),
    );
    expect(alarm).toMatchObject({ Threshold: threshold });
  });

  test.each([
    ['EmailsGivenUp', 'follow-changes', 'Sum'],
    ['EventsLeftOut', 'publish-events', 'Sum'],
    ['TooManyMails', 'receive-email', 'Sum'],
    ['CanaryFailed', 'run-canary', 'Maximum'],
    ['CanarySilent', 'sweep-overdue', 'Maximum'],
  ] as const)('ring for the metric %s that %s writes', (metric, name, Statistic) => {
    const [alarm] = alarms.filter(({ MetricName }) => MetricName === metric);
    expect(alarm).toMatchObject({ Namespace: 'ContinuousConversations', Statistic });
    expect(watching(metric, 'Function')).toEqual([stack.idOf(name)]);
  });

  test('name the section of the runbook that says what to do', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(' ', '-'));
    const named = alarms.map(
      ({ AlarmDescription }) => /docs\/runbook\.md#([\w-]+)$/.exec(String(AlarmDescription))?.[1],
    );
    expect(new Set(named)).toEqual(new Set(sections));
  });

  test('lead to the page of the operator’s on which the runbook is', () => {
    const own = synthesise({ runbookUrl: 'https://wiki.example.com/chat' }).ofType('AWS::CloudWatch::Alarm');
    for (const [, { AlarmDescription }] of own) {
      expect(AlarmDescription).toMatch(/ https:\/\/wiki\.example\.com\/chat#[\w-]+$/);
    }
  });

  test('reach who is named, and no topic exists where nobody is', () => {
    const topic = stack.ofType('AWS::SNS::Topic')[0]![0];
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic }]);
    expect(stack.only('AWS::SNS::Subscription')).toMatchObject({ Endpoint: 'ops@example.com', Protocol: 'email' });
    expect(synthesise().ofType('AWS::SNS::Topic')).toEqual([]);
  });
});
