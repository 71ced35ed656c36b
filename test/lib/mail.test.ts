import { attributeOf, synthesise, text } from './synthesised.ts';

const stack = synthesise();

describe('outbound mail', () => {
  test('goes through a configuration set that obeys bounces and complaints and gives up after six hours', () => {
    expect(stack.only('AWS::SES::ConfigurationSet')).toMatchObject({
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      ReputationOptions: { ReputationMetricsEnabled: true },
      DeliveryOptions: { TlsPolicy: 'OPTIONAL', MaxDeliverySeconds: 6 * 3600 },
    });
  });

  test('has its events published to the default bus, without following what recipients open', () => {
    const { ConfigurationSetName, EventDestination } = stack.only('AWS::SES::ConfigurationSetEventDestination');
    expect(stack.resources[attributeOf(ConfigurationSetName)]!.Type).toBe('AWS::SES::ConfigurationSet');
    const destination = EventDestination as { MatchingEventTypes: string[]; EventBridgeDestination: object };
    expect(destination).toMatchObject({ Enabled: true });
    expect(text(Object.values(destination.EventBridgeDestination)[0])).toMatch(/:event-bus\/default$/);
    expect([...destination.MatchingEventTypes].sort()).toEqual([
      'bounce',
      'complaint',
      'delivery',
      'deliveryDelay',
      'reject',
      'send',
    ]);
  });

  test('is told apart on the bus from mail of others', () => {
    const rule = stack
      .ofType('AWS::Events::Rule')
      .map(([, properties]) => properties)
      .filter(({ EventPattern }) => EventPattern !== undefined);
    const [configurationSet] = stack.ofType('AWS::SES::ConfigurationSet')[0]!;
    expect(rule).toMatchObject([
      {
        State: 'ENABLED',
        EventPattern: {
          source: ['aws.ses'],
          detail: { mail: { tags: { 'ses:configuration-set': [{ Ref: configurationSet }] } } },
        },
      },
    ]);
    const [{ Arn }] = rule[0]!.Targets as [{ Arn: unknown }];
    expect(attributeOf(Arn)).toBe(stack.idOf('record-email-event'));
  });

  test('returns to a subdomain that receives nothing else', () => {
    const identities = stack.ofType('AWS::SES::EmailIdentity').map(([, properties]) => properties);
    expect(identities).toMatchObject([
      {
        EmailIdentity: 'mail.example.com',
        MailFromAttributes: { MailFromDomain: 'bounce.mail.example.com' },
        FeedbackAttributes: { EmailForwardingEnabled: false },
      },
      { EmailIdentity: 'reply.example.com' },
    ]);
  });

  test('is given more time by no timeout than a claim lasts', () => {
    const requestToSes = 5;
    const claim = 60;
    const timeout = Number(stack.resources[stack.idOf('check-unread')]!.Properties.Timeout);
    expect(timeout).toBeGreaterThan(requestToSes);
    expect(timeout).toBeLessThan(claim);
  });
});

describe('inbound mail', () => {
  const [ruleId, rule] = stack.ofType('AWS::SES::ReceiptRule')[0]!;

  test('of the reply domain, and of no other, is scanned, stored and then read', () => {
    const mail = stack.ofType('AWS::S3::Bucket').find(([id]) => id.startsWith('ConversationsMail'))!;
    expect(rule).toMatchObject({
      RuleSetName: 'Chat-inbound',
      Rule: {
        Name: 'Chat-replies',
        Enabled: true,
        Recipients: ['reply.example.com'],
        ScanEnabled: true,
        TlsPolicy: 'Optional',
        Actions: [
          { S3Action: { BucketName: { Ref: mail[0] }, ObjectKeyPrefix: 'inbound/' } },
          {
            LambdaAction: {
              FunctionArn: { 'Fn::GetAtt': [stack.idOf('receive-email'), 'Arn'] },
              InvocationType: 'Event',
            },
          },
        ],
      },
    });
  });

  test('has a rule only when SES may do both: it tries them at once', () => {
    const types = stack.resources[ruleId]!.DependsOn!.map((id) => stack.resources[id]!.Type);
    expect(types.sort()).toEqual(['AWS::Lambda::Permission', 'AWS::S3::BucketPolicy', 'AWS::SES::ReceiptRuleSet']);
  });

  test('is received once the rule set is active, which it is from after its rule is there', () => {
    const [active] = stack.ofType('Custom::ActiveReceiptRuleSet')[0]!;
    expect(stack.resources[active]).toMatchObject({
      Properties: {
        RuleSetName: 'Chat-inbound',
        ServiceToken: { 'Fn::GetAtt': [stack.idOf('activate-receipt-rules'), 'Arn'] },
        ServiceTimeout: '120',
      },
    });
    expect(stack.resources[active]!.DependsOn).toContain(ruleId);
  });

  test('is received again after a repair: the rule set’s resource changes with each, and with nothing else', () => {
    const properties = (repairedAt?: string) =>
      synthesise({}, () => (repairedAt === undefined ? {} : { repairedAt })).only('Custom::ActiveReceiptRuleSet');
    const { RepairedAt, ...others } = properties('2026-11-23T10:00:00.000Z');
    expect(RepairedAt).toBe('2026-11-23T10:00:00.000Z');
    expect(properties()).toEqual(others);
  });

  test('is kept raw for 30 days, what was sent for 90', () => {
    const [, { LifecycleConfiguration }] = stack
      .ofType('AWS::S3::Bucket')
      .find(([id]) => id.startsWith('ConversationsMail'))!;
    expect((LifecycleConfiguration as { Rules: unknown }).Rules).toMatchObject([
      { Prefix: 'inbound/', ExpirationInDays: 30, Status: 'Enabled' },
      { Prefix: 'outbound/', ExpirationInDays: 90, Status: 'Enabled' },
    ]);
  });
});

describe('DNS records', () => {
  const inZone = synthesise({ hostedZoneId: 'Z1', hostedZoneName: 'example.com' });
  const expected = [
    'bounce.mail.example.com MX 10 feedback-smtp.{AWS::Region}.amazonses.com',
    'bounce.mail.example.com TXT "v=spf1 include:amazonses.com ~all"',
    'reply.example.com MX 10 inbound-smtp.{AWS::Region}.amazonaws.com',
  ];
  const dkim = /^\{ConversationsOutboundDomain\w+\.DkimDNSTokenName\d\} CNAME \{.*DkimDNSTokenValue\d\}$/;

  test('are created in the hosted zone', () => {
    const records = inZone
      .ofType('AWS::Route53::RecordSet')
      .map(
        ([, { Name, Type, ResourceRecords }]) =>
          `${text(Name)} ${String(Type)} ${text((ResourceRecords as unknown[])[0])}`,
      );
    expect(records).toEqual(expect.arrayContaining(expected));
    expect(records.filter((record) => dkim.test(record))).toHaveLength(3);
    expect(records).toHaveLength(3 + 2 * 3);
  });

  test('lead an own host to the distribution', () => {
    const own = {
      publicDomain: 'chat.example.com',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a-1',
    };
    const records = synthesise({ ...own, hostedZoneId: 'Z1', hostedZoneName: 'example.com' })
      .ofType('AWS::Route53::RecordSet')
      .map(([, properties]) => properties)
      .filter(({ Name }) => Name === 'chat.example.com');
    expect(records.map(({ Type }) => Type)).toEqual(['A', 'AAAA']);
    for (const { AliasTarget } of records) {
      expect(text((AliasTarget as { DNSName: unknown }).DNSName)).toMatch(/Distribution\w+\.DomainName\}$/);
    }
    const outputs = Object.values(synthesise(own).outputs).map(({ Value }) => text(Value));
    expect(outputs).toContainEqual(
      expect.stringMatching(/^chat\.example\.com CNAME \{.*Distribution\w+\.DomainName\}$/),
    );
  });

  test('of DMARC are left to the operator, who may have one', () => {
    for (const one of [stack, inZone]) {
      const names = one.ofType('AWS::Route53::RecordSet').map(([, { Name }]) => text(Name));
      expect(names.filter((name) => name.startsWith('_dmarc'))).toEqual([]);
      expect(Object.values(one.outputs).map(({ Value }) => text(Value))).toContain(
        '_dmarc.mail.example.com TXT "v=DMARC1; p=none"',
      );
    }
  });

  test('are named in the outputs where there is no zone', () => {
    expect(stack.ofType('AWS::Route53::RecordSet')).toEqual([]);
    const outputs = Object.values(stack.outputs).map(({ Value }) => text(Value));
    expect(outputs).toEqual(expect.arrayContaining(expected));
    expect(outputs.filter((output) => dkim.test(output))).toHaveLength(3);
  });
});
