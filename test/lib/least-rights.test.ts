import { functionNames } from '../../lib/function-names.ts';
import { actionsOf, attributeOf, synthesise, text, type Statement } from './synthesised.ts';

const stack = synthesise();
const policies = ['AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy'].flatMap(
  (type) =>
    stack.ofType(type).map(([id, properties]) => {
      const document = properties.PolicyDocument ?? properties.AssumeRolePolicyDocument;
      return [id, (document as { Statement: Statement[] }).Statement] as const;
    }),
);
const allowed = policies.flatMap(([id, statements]) =>
  statements.filter(({ Effect }) => Effect === 'Allow').map((statement) => [id, statement] as const),
);

/** In the sandbox SES asks for the right to the recipient's identity, too: any of this account and Region. */
const sendingResources = [
  expect.stringMatching(/:configuration-set\/\{.*ConfigurationSet.*\}$/),
  expect.stringMatching(/^arn:.*:ses:\{AWS::Region\}:\{AWS::AccountId\}:identity\/\*$/),
];

describe('rights', () => {
  test('name every action in full', () => {
    const wild = allowed.flatMap(([id, statement]) => actionsOf(statement).map((action) => `${id} ${action}`));
    expect(wild.filter((action) => action.includes('*'))).toEqual([
      // The CDK's own words, for the function that empties the bucket of pages before it is deleted, and for that bucket only.
      expect.stringMatching(/^ConversationsSiteBucketPolicy\w+ s3:DeleteObject\*$/),
      expect.stringMatching(/^ConversationsSiteBucketPolicy\w+ s3:GetBucket\*$/),
      expect.stringMatching(/^ConversationsSiteBucketPolicy\w+ s3:List\*$/),
    ]);
    expect(wild.length).toBeGreaterThan(100);
  });

  test('name their resources, but for actions that know none', () => {
    const everywhere = allowed.filter(([, { Resource }]) => [Resource].flat().includes('*'));
    expect(new Set(everywhere.flatMap(([, statement]) => actionsOf(statement)))).toEqual(
      new Set([
        'dynamodb:ListStreams',
        'ses:DescribeActiveReceiptRuleSet',
        'ses:SetActiveReceiptRuleSet',
        'ses:GetAccount',
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
      ]),
    );
  });

  test('let nobody read a whole table', () => {
    const actions = allowed.flatMap(([, statement]) => actionsOf(statement));
    expect(actions.filter((action) => /:(Scan|PartiQL|Export|BatchWrite)/.test(action))).toEqual([]);
  });

  test('come from no policy of AWS, which would allow more than is needed', () => {
    const managed = stack
      .ofType('AWS::IAM::Role')
      .filter(([, { ManagedPolicyArns }]) => ManagedPolicyArns !== undefined);
    expect(managed).toEqual([]);
  });

  test('are each function’s own: no two share a role', () => {
    const roles = stack.ofType('AWS::Lambda::Function').map(([, { Role }]) => attributeOf(Role));
    expect(new Set(roles).size).toBe(roles.length);
    expect(roles.length).toBeGreaterThanOrEqual(functionNames.length);
  });

  test('let what empties the bucket of pages write a log of its own that goes with the stack, and nothing else', () => {
    const deleter = stack
      .ofType('Custom::S3AutoDeleteObjects')
      .map(([, { ServiceToken }]) => attributeOf(ServiceToken));
    expect(deleter).toHaveLength(1);
    const { Role, LoggingConfig } = stack.resources[deleter[0]!]!.Properties;
    const rights = stack.rightsOf(attributeOf(Role));
    expect(rights.flatMap(actionsOf)).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
    const log = attributeOf(rights[0]!.Resource);
    expect(stack.resources[log]).toMatchObject({ Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Delete' });
    expect(LoggingConfig).toMatchObject({ LogGroup: { Ref: log } });
  });

  test.each(functionNames)('let %s write its own log only', (name) => {
    const logging = stack
      .rightsOfFunction(name)
      .filter((one) => actionsOf(one).some((action) => action.startsWith('logs:')));
    expect(logging).toHaveLength(1);
    const own = stack.resources[attributeOf(logging[0]!.Resource)]!;
    expect(own).toMatchObject({
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: `/aws/lambda/Chat-${name}` },
    });
  });

  test('let only check-unread send e-mail to anybody, and agent-api test e-mails, from one address and through our configuration set', () => {
    const senders = functionNames.filter((name) =>
      stack.rightsOfFunction(name).some((one) => actionsOf(one).some((action) => action.startsWith('ses:Send'))),
    );
    expect([...senders].sort()).toEqual(['agent-api', 'check-unread', 'receive-email']);
    for (const sender of ['agent-api', 'check-unread'] as const) {
      const [send] = stack.rightsOfFunction(sender).filter((one) => actionsOf(one).includes('ses:SendEmail'));
      expect(send!.Condition).toEqual({ StringEquals: { 'ses:FromAddress': 'support@mail.example.com' } });
      expect([send!.Resource].flat().map(text).sort()).toEqual(sendingResources);
    }
  });

  test('let receive-email send the canary’s answers: from its addresses, to nobody but reply addresses', () => {
    const [send, ...others] = stack
      .rightsOfFunction('receive-email')
      .filter((one) => actionsOf(one).some((action) => action.startsWith('ses:')));
    expect(others).toEqual([]);
    expect(actionsOf(send!)).toEqual(['ses:SendEmail']);
    expect(send!.Condition).toEqual({
      StringLike: { 'ses:FromAddress': 'canary.*@reply.example.com' },
      'ForAllValues:StringLike': { 'ses:Recipients': 'r.*@reply.example.com' },
    });
    expect([send!.Resource].flat().map(text).sort()).toEqual(sendingResources);
  });

  test('let check-unread send mail with files, which is another action of SES', () => {
    const sending = (name: (typeof functionNames)[number]): string[] =>
      stack
        .rightsOfFunction(name)
        .flatMap(actionsOf)
        .filter((action) => action.startsWith('ses:Send'));
    expect(sending('check-unread')).toEqual(['ses:SendEmail', 'ses:SendRawEmail']);
    expect(sending('agent-api')).toEqual(['ses:SendEmail']);
  });

  test('let three functions push to connections, and two of them end them', () => {
    const connections = functionNames.flatMap((name) =>
      stack
        .rightsOfFunction(name)
        .filter((one) => actionsOf(one).includes('execute-api:ManageConnections'))
        .flatMap(({ Resource }) =>
          [Resource].flat().map((one) => `${name} ${text(one).split('/').slice(-4).join('/')}`),
        ),
    );
    expect(connections.sort()).toEqual([
      'follow-changes live/DELETE/@connections/*',
      'follow-changes live/POST/@connections/*',
      'realtime live/DELETE/@connections/*',
      'realtime live/POST/@connections/*',
      'visitor-api live/POST/@connections/*',
    ]);
  });

  test('let follow-changes create schedules for unread answers, and nothing else of Scheduler', () => {
    const scheduling = stack
      .rightsOfFunction('follow-changes')
      .filter((one) => actionsOf(one).some((action) => action.startsWith('scheduler:')));
    expect(scheduling.flatMap(actionsOf)).toEqual(['scheduler:CreateSchedule']);
    expect(text(scheduling[0]!.Resource)).toMatch(/:schedule\/Chat-unread\/u-\*$/);
    expect(stack.only('AWS::Scheduler::ScheduleGroup')).toMatchObject({ Name: 'Chat-unread' });
  });

  test('let publish-events read the stream and publish to its bus, and nothing of the table', () => {
    const rights = stack.rightsOfFunction('publish-events').flatMap(actionsOf);
    expect(rights.filter((action) => !/^(logs|xray|sqs):/.test(action)).sort()).toEqual([
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
      'events:PutEvents',
    ]);
    const publishing = allowed.filter(([, statement]) => actionsOf(statement).includes('events:PutEvents'));
    expect(publishing).toHaveLength(1);
    expect(stack.resources[attributeOf(publishing[0]![1].Resource)]!.Type).toBe('AWS::Events::EventBus');
  });

  test('let the schedules’ role be passed to Scheduler only, and it only call check-unread and keep what failed', () => {
    const passing = allowed.filter(([, statement]) => actionsOf(statement).includes('iam:PassRole'));
    expect(passing).toHaveLength(1);
    const [, pass] = passing[0]!;
    expect(pass.Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } });
    const roleId = attributeOf(pass.Resource);

    const rights = stack.rightsOf(roleId).map((one) => [one.Action, stack.resources[attributeOf(one.Resource)]!.Type]);
    expect(rights).toEqual([
      ['lambda:InvokeFunction', 'AWS::Lambda::Alias'],
      ['sqs:SendMessage', 'AWS::SQS::Queue'],
    ]);
    const { Statement } = stack.resources[roleId]!.Properties.AssumeRolePolicyDocument as { Statement: Statement[] };
    expect(Statement).toHaveLength(1);
    expect(Statement[0]!.Principal).toEqual({ Service: 'scheduler.amazonaws.com' });
    const { 'aws:SourceAccount': account, 'aws:SourceArn': arn } = Statement[0]!.Condition!.StringEquals!;
    expect(account).toEqual({ Ref: 'AWS::AccountId' });
    expect(stack.resources[attributeOf(arn)]!.Type).toBe('AWS::Scheduler::ScheduleGroup');
  });

  test('let each function do with files what it must', () => {
    const withFiles = (name: (typeof functionNames)[number]): readonly string[] =>
      stack
        .rightsOfFunction(name)
        .flatMap((one) =>
          [one.Resource].flat().flatMap((resource) => actionsOf(one).map((action) => [action, text(resource)])),
        )
        .flatMap(([action = '', resource = '']) => {
          const [, objects] = /^\{ConversationsFiles\w+\.Arn\}(.*)$/.exec(resource) ?? [];
          return objects === undefined ? [] : [`${action} ${objects}`];
        })
        .sort();
    const uploading = [
      's3:GetObject /attachments/*',
      's3:GetObject /uploads/*',
      's3:ListBucket ',
      's3:PutObject /attachments/*',
      's3:PutObject /uploads/*',
    ];
    expect(withFiles('visitor-api')).toEqual(uploading);
    expect(withFiles('agent-api')).toEqual(expect.arrayContaining(uploading));
    expect(withFiles('follow-changes')).toEqual(['s3:DeleteObject /attachments/*', 's3:GetObject /attachments/*']);
    expect(withFiles('check-unread')).toEqual(['s3:GetObject /attachments/*']);
    expect(withFiles('receive-email')).toEqual(['s3:PutObject /attachments/*']);
    for (const name of ['realtime', 'sweep-overdue', 'record-email-event'] as const)
      expect(withFiles(name)).toEqual([]);
  });

  test('let functions list what they read, and nothing else of a bucket', () => {
    const listing = functionNames.flatMap((name) =>
      stack
        .rightsOfFunction(name)
        .filter((one) => actionsOf(one).includes('s3:ListBucket'))
        .map(({ Resource, Condition }) => [
          name,
          /Conversations(Mail|Files)/.exec(text(Resource))?.[1],
          Condition?.StringLikeIfExists?.['s3:prefix'],
        ]),
    );
    expect(listing).toEqual([
      ['visitor-api', 'Files', ['uploads/*']],
      ['agent-api', 'Files', ['uploads/*']],
      ['agent-api', 'Mail', ['inbound/*', 'outbound/*']],
      ['receive-email', 'Mail', ['inbound/*']],
    ]);
  });

  test('let SES store mail under inbound/ only, and for our rule only', () => {
    const storing = allowed.filter(([, { Principal }]) => text(Principal) === '{"Service":"ses.amazonaws.com"}');
    expect(storing).toHaveLength(1);
    const [, store] = storing[0]!;
    expect(store.Action).toBe('s3:PutObject');
    expect(text(store.Resource)).toMatch(/Mail.*\/inbound\/\*$/);
    expect(store.Condition!.StringEquals!['aws:SourceAccount']).toEqual({ Ref: 'AWS::AccountId' });
    expect(text(store.Condition!.StringEquals!['aws:SourceArn'])).toMatch(
      /:receipt-rule-set\/Chat-inbound:receipt-rule\/Chat-replies$/,
    );
  });
});
