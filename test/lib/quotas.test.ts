import { functionNames } from '../../lib/function-names.ts';
import { mostInVariables } from '../../lib/lengths.ts';
import { renderingOf } from './rendered.ts';
import { attributeOf, withApp, type Resource } from './synthesised.ts';

/** A domain of this many characters. */
const domain = (length: number): string =>
  `${'d'.repeat(40)}.`.repeat(7).slice(0, length - '.example.com'.length) + '.example.com';

/** Of what is named after the stack, functions have the least room for it. */
const longestStackName = 'S'.repeat(64 - Math.max(...functionNames.map((name) => name.length + 1)));

/** All that an operator can say, as long as it may be, and in letters of more than a byte where it may have them. */
const longest = {
  mailDomain: domain(209),
  replyDomain: domain(208),
  fromAddress: `${'f'.repeat(64)}@${domain(209)}`,
  allowedOrigins: [`https://${domain(253)}`],
  companyName: 'é'.repeat(100),
  publicDomain: domain(253),
};
const others = {
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
  alarmEmail: `${'o'.repeat(64)}@${domain(189)}`,
  runbookUrl: 'https://wiki.example.com/'.padEnd(500, 'r'),
};
const login = { oidcIssuer: `https://${domain(253)}/`, oidcClientId: 'c'.repeat(128) };

/** With a page of a URL so long that not another byte fits into the variables of functions. */
function filled(values: Record<string, string | string[]>): Record<string, unknown> {
  const bytes = Object.values(values).reduce((sum, value) => sum + Buffer.byteLength(String(value)), 0);
  return { ...values, ...others, siteUrl: 'https://www.example.com/'.padEnd(mostInVariables - bytes, 's') };
}

const variants = {
  'a login of its own': filled(longest),
  'a login and a bus of the operator’s': { ...filled({ ...longest, ...login }), eventBusName: 'b'.repeat(256) },
  'a user pool of the operator’s': {
    ...filled(longest),
    userPoolId: `ap-southeast-3_${'p'.repeat(40)}`,
    userPoolDomain: domain(253),
  },
  'a hosted zone': { ...filled(longest), hostedZoneId: `Z${'0'.repeat(31)}`, hostedZoneName: 'example.com' },
};

interface Template {
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: unknown; Description: string }>;
  Parameters: Record<string, unknown>;
}

const templates = Object.entries(variants).map(([name, options]) => {
  const template = withApp(
    { ...options, stackName: longestStackName },
    { builtinCloudFormationValidation: false },
    (app) => app.synth().getStackByName(longestStackName).template as Template,
  );
  return [name, template] as const;
});

const headersPolicy = 'AWS::CloudFront::ResponseHeadersPolicy';
const headersConfig = ['ResponseHeadersPolicyConfig'];

describe.each(templates)('the stack at its longest, with %s,', (_, template) => {
  const { Resources: resources } = template;
  const { rendered, text } = renderingOf(resources, longestStackName);
  const ofType = (type: string): [id: string, properties: Record<string, unknown>][] =>
    Object.entries(resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id, { Properties }]) => [id, rendered(Properties) as Record<string, unknown>]);
  const texts = (type: string, ...path: string[]): string[] =>
    ofType(type).flatMap(([, properties]) => {
      const value = path.reduce<unknown>(
        (inner, key) => (inner as Record<string, unknown> | undefined)?.[key],
        properties,
      );
      return typeof value === 'string' ? [value] : [];
    });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
  test('is one that CloudFormation takes', () => {
    expect(Object.keys(resources).length).toBeLessThanOrEqual(500);
    expect(JSON.stringify(template).length).toBeLessThanOrEqual(1_000_000);
    expect(Object.keys(template.Outputs).length).toBeLessThanOrEqual(200);
    expect(Object.keys(template.Parameters).length).toBeLessThanOrEqual(200);
    expect(longestStackName.length).toBeLessThanOrEqual(128);
    expect(longestOf(Object.keys(resources))).toBeLessThanOrEqual(255);
    expect(longestOf(Object.values(template.Outputs).map(({ Description }) => Description))).toBeLessThanOrEqual(1024);
  });

  test.each<[what: string, values: string[], most: number]>([
    // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    ['names of functions', texts('AWS::Lambda::Function', 'FunctionName'), 64],
    ['descriptions of functions', texts('AWS::Lambda::Function', 'Description'), 256],
    // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
    ['descriptions of roles', texts('AWS::IAM::Role', 'Description'), 1000],
    ['names of policies', texts('AWS::IAM::Policy', 'PolicyName'), 128],
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
    ['names of log groups', texts('AWS::Logs::LogGroup', 'LogGroupName'), 512],
    // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateScheduleGroup.html
    ['names of schedule groups', texts('AWS::Scheduler::ScheduleGroup', 'Name'), 64],
    // https://docs.aws.amazon.com/ses/latest/APIReference/API_CreateReceiptRuleSet.html, API_ReceiptRule.html
    ['names of receipt rule sets', texts('AWS::SES::ReceiptRuleSet', 'RuleSetName'), 64],
    ['names of receipt rules', texts('AWS::SES::ReceiptRule', 'Rule', 'Name'), 64],
    // DNS allows 253 characters; the records of DKIM have a token of 32 and `._domainkey.` before the domain.
    ['identities', texts('AWS::SES::EmailIdentity', 'EmailIdentity'), 253 - 44],
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    ['descriptions of alarms', texts('AWS::CloudWatch::Alarm', 'AlarmDescription'), 1024],
    // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html
    ['names of functions at the edge', texts('AWS::CloudFront::Function', 'Name'), 64],
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
    ['the code of functions at the edge', texts('AWS::CloudFront::Function', 'FunctionCode'), 10_240],
    [
      'content security policies',
      texts(headersPolicy, ...headersConfig, 'SecurityHeadersConfig', 'ContentSecurityPolicy', 'ContentSecurityPolicy'),
      1783,
    ],
    // https://github.com/aws/aws-cdk/issues/21524: the quota is not published.
    ['names of policies of headers', texts(headersPolicy, ...headersConfig, 'Name'), 128],
    // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html
    [
      'names of origin access controls',
      texts('AWS::CloudFront::OriginAccessControl', 'OriginAccessControlConfig', 'Name'),
      64,
    ],
    // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
    ['comments of distributions', texts('AWS::CloudFront::Distribution', 'DistributionConfig', 'Comment'), 128],
  ])('keeps %s as short as AWS asks', (_what, values, most) => {
    expect(values).not.toEqual([]);
    expect(values.filter((value) => value.length > most)).toEqual([]);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, white space not counted
  test('gives each role no more than fits into its policies', () => {
    const policies = ofType('AWS::IAM::Policy');
    const sizes = ofType('AWS::IAM::Role').map(([id, { AssumeRolePolicyDocument: trust }]) => {
      const inline = policies.filter(([policy]) => rolesOf(resources[policy]!).includes(id));
      const all = inline.map(([, { PolicyDocument }]) => JSON.stringify(PolicyDocument).length);
      return { id, trust: JSON.stringify(trust).length, inline: all.reduce((sum, size) => sum + size, 0) };
    });
    expect(sizes.filter(({ inline }) => inline > 10_240)).toEqual([]);
    expect(sizes.filter(({ trust }) => trust > 2048)).toEqual([]);
    expect(Math.min(...sizes.map(({ inline }) => inline))).toBeGreaterThan(100);
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  test('lets so many call each function as fit into its policy of 20 KB', () => {
    const statements = ofType('AWS::Lambda::Permission').map(([id, permission]) => ({
      of: String(permission.FunctionName),
      size:
        JSON.stringify({ Sid: `${longestStackName}-${id}-123456789012`, Effect: 'Allow', ...permission }).length + 100,
    }));
    const functions = new Set(statements.map(({ of }) => of));
    expect(functions.size).toBeGreaterThan(5);
    for (const one of functions) {
      const size = statements.filter(({ of }) => of === one).reduce((sum, statement) => sum + statement.size, 0);
      expect(size).toBeLessThanOrEqual(20_480);
    }
  });

  test('gives each function variables of at most 4 KB', () => {
    const sizes = ofType('AWS::Lambda::Function').map(([, { Environment }]) => {
      const { Variables: variables = {} } = (Environment ?? {}) as { Variables?: Record<string, string> };
      return Buffer.byteLength(Object.entries(variables).flat().join(''));
    });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4096);
    expect(Math.max(...sizes)).toBeGreaterThan(1000);
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
  test('has policies of buckets and topics that fit', () => {
    const sizesOf = (type: string) =>
      ofType(type).map(([, { PolicyDocument }]) => JSON.stringify(PolicyDocument).length);
    expect(Math.max(...sizesOf('AWS::S3::BucketPolicy'))).toBeLessThanOrEqual(20_480);
    // https://docs.aws.amazon.com/general/latest/gr/sns.html
    expect(Math.max(...sizesOf('AWS::SNS::TopicPolicy'))).toBeLessThanOrEqual(30_720);
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html, websocket-api quotas on the page beside it
  test('has no more routes and integrations than an API may have', () => {
    for (const type of ['AWS::ApiGatewayV2::Route', 'AWS::ApiGatewayV2::Integration']) {
      const apis = Object.values(resources)
        .filter(({ Type }) => Type === type)
        .map(({ Properties }) => attributeOf(Properties.ApiId));
      expect(new Set(apis).size).toBe(2);
      for (const one of new Set(apis)) expect(apis.filter((api) => api === one).length).toBeLessThanOrEqual(300);
    }
  });

  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
  test('adds no more headers to an answer than CloudFront does', () => {
    const custom = ofType(headersPolicy).map(([, { ResponseHeadersPolicyConfig }]) => {
      const { CustomHeadersConfig } = ResponseHeadersPolicyConfig as { CustomHeadersConfig?: CustomHeaders };
      return CustomHeadersConfig?.Items ?? [];
    });
    expect(custom.flat()).not.toEqual([]);
    expect(custom.filter((headers) => headers.length > 10)).toEqual([]);
    const tooLong = custom.flat().filter(({ Header, Value }) => Header.length > 256 || Value.length > 1783);
    expect(tooLong).toEqual([]);
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
  test('filters events by patterns that are short and few enough', () => {
    for (const [, { FilterCriteria }] of ofType('AWS::Lambda::EventSourceMapping')) {
      const { Filters } = FilterCriteria as { Filters: { Pattern: string }[] };
      expect(Filters.length).toBeLessThanOrEqual(5);
      expect(longestOf(Filters.map(({ Pattern }) => Pattern))).toBeLessThanOrEqual(4096);
    }
    const rules = ofType('AWS::Events::Rule');
    expect(longestOf(rules.map(([, { EventPattern = {} }]) => JSON.stringify(EventPattern)))).toBeLessThanOrEqual(2048);
    expect(rules.filter(([, { Targets }]) => (Targets as unknown[]).length > 5)).toEqual([]);
  });

  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
  test('asks for no DNS record with a longer name than DNS has', () => {
    const names = [
      ...texts('AWS::SES::EmailIdentity', 'MailFromAttributes', 'MailFromDomain'),
      ...ofType('AWS::Route53::RecordSet').flatMap(([, { Name }]) =>
        String(Name).includes('.s3.') ? [] : [String(Name)],
      ),
    ];
    expect(names).not.toEqual([]);
    expect(names.filter((name) => name.length > 253)).toEqual([]);
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html
  test('has a login whose host can be registered', () => {
    const domains = ofType('AWS::Cognito::UserPoolDomain').map(([, { Domain }]) => text(Domain));
    expect(domains.length).toBe(ofType('AWS::Cognito::UserPool').length);
    for (const prefix of domains) {
      expect(prefix).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
      expect(prefix).not.toMatch(/aws|amazon|cognito/);
    }
  });

  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
  test('projects no more attributes into its indexes than DynamoDB does', () => {
    const [[, table] = ['', {}]] = ofType('AWS::DynamoDB::GlobalTable');
    const indexes = table.GlobalSecondaryIndexes as { Projection: { NonKeyAttributes?: string[] } }[];
    expect(indexes.length).toBeLessThanOrEqual(20);
    expect(indexes.flatMap(({ Projection }) => Projection.NonKeyAttributes ?? []).length).toBeLessThanOrEqual(100);
  });
});

interface CustomHeaders {
  Items: { Header: string; Value: string }[];
}

function longestOf(texts: readonly string[]): number {
  return Math.max(...texts.map((one) => one.length));
}

function rolesOf({ Properties }: Resource): string[] {
  return (Properties.Roles as unknown[]).map(attributeOf);
}
