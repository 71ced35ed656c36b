import { functionNames } from '../../lib/function-names.ts';
import { actionsOf, attributeOf, synthesise, text, type Synthesised } from './synthesised.ts';

const plain = synthesise();

const variablesOf = (stack: Synthesised, name: (typeof functionNames)[number]) =>
  (stack.resources[stack.idOf(name)]!.Properties.Environment as { Variables: Record<string, unknown> }).Variables;

/** Names that a template itself gives to what is known by its name in a whole account or Region. */
const placeOfName = {
  'AWS::Lambda::Function': ['FunctionName'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::Events::EventBus': ['Name'],
  'AWS::Scheduler::ScheduleGroup': ['Name'],
  'AWS::SES::ReceiptRuleSet': ['RuleSetName'],
  'AWS::SES::ReceiptRule': ['Rule', 'Name'],
  'AWS::CloudFront::Function': ['Name'],
  'AWS::CloudFront::ResponseHeadersPolicy': ['ResponseHeadersPolicyConfig', 'Name'],
  'AWS::CloudFront::OriginAccessControl': ['OriginAccessControlConfig', 'Name'],
};

const namesOf = (stack: Synthesised): string[] =>
  Object.entries(placeOfName).flatMap(([type, place]) =>
    stack.ofType(type).flatMap(([, properties]) => {
      const name = place.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], properties);
      return name === undefined ? [] : [text(name)];
    }),
  );

describe('the stack’s name', () => {
  test('keeps two stacks of one Region apart', () => {
    const [staging, production] = [synthesise({ stackName: 'Staging' }), synthesise({ stackName: 'Production' })];
    const names = namesOf(staging);
    expect(names.length).toBeGreaterThan(2 * functionNames.length);
    expect(namesOf(production).filter((name) => names.includes(name))).toEqual([]);
  });
});

test.each<[what: string, options: Record<string, unknown>]>([
  ['another name', { stackName: 'ContinuousConversations' }],
  ['all that an operator has already', { receiptRuleSetName: 'company', mailDomainVerified: true, mfa: 'optional' }],
])('with %s no table, bucket, secret or user pool of a deployment is replaced', (_, options) => {
  const { resources } = synthesise(options);
  const kept = Object.keys(resources).filter((id) => resources[id]!.DeletionPolicy === 'Retain');
  expect(kept.sort()).toEqual([
    'ConversationsFiles31B4A8AD',
    'ConversationsKeysSecret5B2C906B',
    'ConversationsLoginAgents058EE007',
    'ConversationsMail3F7B19B1',
    'ConversationsTable48E2CDCF',
  ]);
});

describe('a receipt rule set in use', () => {
  const stack = synthesise({ receiptRuleSetName: 'company', receiptRuleAfter: 'spam' });

  test('gets our rule, where the operator wants it', () => {
    expect(stack.only('AWS::SES::ReceiptRule')).toMatchObject({
      RuleSetName: 'company',
      After: 'spam',
      Rule: { Name: 'Chat-replies', Recipients: ['reply.example.com'] },
    });
    expect(synthesise({ receiptRuleSetName: 'company' }).only('AWS::SES::ReceiptRule')).not.toHaveProperty('After');
  });

  test('is neither created, activated nor deleted by us', () => {
    expect(stack.ofType('AWS::SES::ReceiptRuleSet')).toEqual([]);
    expect(stack.ofType('Custom::ActiveReceiptRuleSet')).toEqual([]);
    const actions = Object.keys(stack.resources).flatMap((id) => stack.rightsOf(id).flatMap(actionsOf));
    expect(actions).toContain('ses:DescribeActiveReceiptRuleSet');
    expect(actions).not.toContain('ses:SetActiveReceiptRuleSet');
  });

  test('is what SES may store and call for, and what the checklist looks for', () => {
    const arn = /:receipt-rule-set\/company:receipt-rule\/Chat-replies$/;
    const permission = stack
      .ofType('AWS::Lambda::Permission')
      .map(([, properties]) => properties)
      .find(({ Principal }) => Principal === 'ses.amazonaws.com');
    expect(text(permission!.SourceArn)).toMatch(arn);
    const policies = stack.ofType('AWS::S3::BucketPolicy').map(([, { PolicyDocument }]) => text(PolicyDocument));
    expect(policies.filter((policy) => policy.includes('receipt-rule-set/company:receipt-rule/'))).toHaveLength(1);
    expect(variablesOf(stack, 'agent-api').RECEIPT_RULE_SET).toBe('company');
  });
});

describe('domains that SES has verified already', () => {
  const stack = synthesise({ mailDomainVerified: true, replyDomainVerified: true });
  const outputs = Object.values(stack.outputs).map(({ Value }) => text(Value));

  test('get no second identity, which SES would refuse, and no records for one', () => {
    expect(stack.ofType('AWS::SES::EmailIdentity')).toEqual([]);
    expect(outputs.filter((output) => /Dkim|domainkey|bounce\./i.test(output))).toEqual([]);
  });

  test('still need the record by which replies arrive', () => {
    expect(outputs).toContain('reply.example.com MX 10 inbound-smtp.{AWS::Region}.amazonaws.com');
  });

  test('may each be the only one', () => {
    const created = (changes: object) =>
      synthesise({ ...changes })
        .ofType('AWS::SES::EmailIdentity')
        .map(([, { EmailIdentity }]) => EmailIdentity);
    expect(created({ mailDomainVerified: true })).toEqual(['reply.example.com']);
    expect(created({ replyDomainVerified: true })).toEqual(['mail.example.com']);
  });

  test('are named in the rights as those that the stack creates', () => {
    for (const name of ['check-unread', 'receive-email', 'agent-api'] as const) {
      expect(stack.rightsOfFunction(name)).toEqual(plain.rightsOfFunction(name));
    }
  });
});

describe('a user pool in use', () => {
  const stack = synthesise({ userPoolId: 'eu-west-1_Ab1Cd2Ef3', userPoolDomain: 'login.example.com' });

  test('gets a client for our pages, and nothing else', () => {
    expect(stack.only('AWS::Cognito::UserPoolClient')).toMatchObject({
      UserPoolId: 'eu-west-1_Ab1Cd2Ef3',
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
    });
    const types = Object.values(stack.resources).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::Cognito::'))).toEqual(['AWS::Cognito::UserPoolClient']);
    expect(stack.outputs.AgentPool).toBeUndefined();
  });

  test('is whose tokens are believed', () => {
    const { OIDC_ISSUER, OIDC_AUDIENCE } = variablesOf(stack, 'agent-api');
    expect(text(OIDC_ISSUER)).toBe('https://cognito-idp.{AWS::Region}.{AWS::URLSuffix}/eu-west-1_Ab1Cd2Ef3');
    expect(attributeOf(OIDC_AUDIENCE)).toBe(stack.ofType('AWS::Cognito::UserPoolClient')[0]![0]);
  });

  test('is what the agents’ pages may speak to', () => {
    const policies = stack.ofType('AWS::CloudFront::ResponseHeadersPolicy').map(([, properties]) => text(properties));
    expect(policies.filter((policy) => policy.includes('https://login.example.com https://cognito-idp.'))).toHaveLength(
      1,
    );
  });
});

describe('one-time passwords', () => {
  test('are required of agents, since the login’s pages offer them to nobody where they are optional', () => {
    expect(plain.only('AWS::Cognito::UserPool')).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
  });

  test('are left to agents where the operator says so', () => {
    expect(synthesise({ mfa: 'optional' }).only('AWS::Cognito::UserPool')).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
    });
  });
});

test('alarms reach a topic in use, and no other is created', () => {
  const alarmTopicArn = 'arn:aws:sns:eu-west-1:123456789012:ops';
  const stack = synthesise({ alarmTopicArn });
  const alarms = stack.ofType('AWS::CloudWatch::Alarm');
  expect(alarms.length).toBeGreaterThan(30);
  for (const [, { AlarmActions }] of alarms) expect(AlarmActions).toEqual([alarmTopicArn]);
  expect(stack.ofType('AWS::SNS::Topic')).toEqual([]);
  expect(stack.ofType('AWS::SNS::Subscription')).toEqual([]);
});

test('browsers pass the operator’s web ACL', () => {
  const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/chat/0a-1';
  const { DistributionConfig } = synthesise({ webAclArn }).only('AWS::CloudFront::Distribution');
  expect(DistributionConfig).toMatchObject({ WebACLId: webAclArn });
});

test('the functions’ logs are kept as long as the operator says', () => {
  const logs = synthesise({ logRetentionDays: 7 }).ofType('AWS::Logs::LogGroup');
  const kept = new Map(logs.map(([, { LogGroupName, RetentionInDays }]) => [LogGroupName, RetentionInDays]));
  expect(functionNames.map((name) => kept.get(`/aws/lambda/Chat-${name}`))).toEqual(functionNames.map(() => 7));
});

describe('copies of a function', () => {
  const reserved = (stack: Synthesised) =>
    functionNames.map((name) => stack.resources[stack.idOf(name)]!.Properties.ReservedConcurrentExecutions);

  test('are reserved for nobody: in a new account that fails, which has ten and must leave all of them to others', () => {
    expect(reserved(plain)).toEqual(functionNames.map(() => undefined));
  });

  test('are reserved for functions that must go on while others are flooded', () => {
    const stack = synthesise({ reservedConcurrency: 'check-unread=5,receive-email=10' });
    const expected: Partial<Record<string, number>> = { 'check-unread': 5, 'receive-email': 10 };
    expect(reserved(stack)).toEqual(functionNames.map((name) => expected[name]));
  });

  test('are no new version of it, and schedules go on calling the alias', () => {
    const stack = synthesise({ reservedConcurrency: { 'check-unread': 5 } });
    const versions = (one: Synthesised) => one.ofType('AWS::Lambda::Version').map(([id]) => id);
    expect(versions(stack)).toEqual(versions(plain));
  });
});
