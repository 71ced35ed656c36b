import { configurationFrom, ConfigurationError } from '../../lib/configuration.ts';
import { functionNames } from '../../lib/function-names.ts';
import { regions } from '../../lib/regions.ts';

const whole = {
  mailDomain: 'mail.example.com',
  replyDomain: 'reply.example.com',
  siteUrl: 'https://www.example.com/',
  allowedOrigins: ['https://www.example.com'],
  companyName: 'Example',
};

const read = (context: Record<string, unknown>) => configurationFrom((key) => context[key]);

const faultsOf = (context: Record<string, unknown>, account?: string, region?: string): readonly string[] => {
  try {
    configurationFrom((key) => context[key], account, region);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
};

/** A domain of so many characters. */
const domainOf = (length: number): string =>
  `${'d'.repeat(40)}.`.repeat(7).slice(0, length - '.example.com'.length) + '.example.com';

describe('a configuration', () => {
  test('needs five values, and knows the sender and all else without which there is no stack', () => {
    expect(read(whole)).toEqual({
      ...whole,
      fromAddress: 'support@mail.example.com',
      stackName: 'ContinuousConversations',
      mailDomainVerified: false,
      replyDomainVerified: false,
      mfa: 'required',
      logRetentionDays: 90,
      reservedConcurrency: {},
    });
  });

  test.each<[what: string, given: object, understood: object]>([
    [
      'origins come as one text from the command line',
      { allowedOrigins: 'https://a.example, https://b.example' },
      { allowedOrigins: ['https://a.example', 'https://b.example'] },
    ],
    [
      'domains in other letters are understood in ASCII',
      { mailDomain: 'post.müller.example', fromAddress: 'Hallo@post.xn--mller-kva.example' },
      { mailDomain: 'post.xn--mller-kva.example', fromAddress: 'hallo@post.xn--mller-kva.example' },
    ],
    [
      'a hosted zone holds both mail domains',
      { hostedZoneId: 'Z1', hostedZoneName: 'example.com' },
      { hostedZone: { id: 'Z1', name: 'example.com' } },
    ],
    [
      'an own host comes with its certificate',
      { publicDomain: 'chat.example.com', certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a-1' },
      {
        publicDomain: {
          name: 'chat.example.com',
          certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a-1',
        },
      },
    ],
    [
      'an own login comes with its client',
      { oidcIssuer: 'https://login.example.com/', oidcClientId: 'agents' },
      { oidc: { issuer: 'https://login.example.com/', clientId: 'agents' } },
    ],
    ['the site may run on this machine', { siteUrl: 'http://localhost:8080/' }, { siteUrl: 'http://localhost:8080/' }],
    ['events go to a bus of the operator’s', { eventBusName: 'company' }, { eventBusName: 'company' }],
    [
      'alarms lead to a page of the operator’s',
      { runbookUrl: 'https://wiki.example.com/runbook' },
      { runbookUrl: 'https://wiki.example.com/runbook' },
    ],
    [
      'the stack’s name may be as long as those of its functions allow',
      { stackName: 'a'.repeat(41) },
      { stackName: 'a'.repeat(41) },
    ],
    [
      'our rule goes into a receipt rule set in use, behind a rule of it',
      { receiptRuleSetName: 'company', receiptRuleAfter: 'spam' },
      { receiptRuleSet: { name: 'company', after: 'spam' } },
    ],
    ['our rule is the first of a rule set in use', { receiptRuleSetName: 'a' }, { receiptRuleSet: { name: 'a' } }],
    [
      'domains may be verified already, as the command line says it and as cdk.json does',
      { mailDomainVerified: 'true', replyDomainVerified: true },
      { mailDomainVerified: true, replyDomainVerified: true },
    ],
    [
      'domains are not verified already where that is denied',
      { mailDomainVerified: 'false', replyDomainVerified: false },
      { mailDomainVerified: false, replyDomainVerified: false },
    ],
    [
      'a user pool in use comes with the host of its login',
      { userPoolId: 'eu-west-1_Ab1Cd2Ef3', userPoolDomain: 'login.example.com' },
      { userPool: { id: 'eu-west-1_Ab1Cd2Ef3', domain: 'login.example.com' } },
    ],
    ['agents may do without one-time passwords', { mfa: 'optional' }, { mfa: 'optional' }],
    [
      'alarms go to a topic in use',
      { alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:ops' },
      { alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:ops' },
    ],
    [
      'browsers pass a web ACL of the edge',
      { webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/chat/0a-1' },
      { webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/chat/0a-1' },
    ],
    ['logs are kept as long as is said on the command line', { logRetentionDays: '365' }, { logRetentionDays: 365 }],
    ['logs are kept as long as is said in cdk.json', { logRetentionDays: 7 }, { logRetentionDays: 7 }],
    [
      'copies of functions are reserved on the command line',
      { reservedConcurrency: 'check-unread=5, receive-email=10' },
      { reservedConcurrency: { 'check-unread': 5, 'receive-email': 10 } },
    ],
    [
      'copies of functions are reserved in cdk.json',
      { reservedConcurrency: { 'visitor-api': 50 } },
      { reservedConcurrency: { 'visitor-api': 50 } },
    ],
    ['an empty value is none', { alarmEmail: '', oidcIssuer: '' }, {}],
  ])('%s', (_, given, understood) => {
    expect(read({ ...whole, ...given })).toMatchObject(understood);
  });

  test.each<[fault: string, given: object]>([
    ['mailDomain must be a domain name such as mail.example.com, not "mail"', { mailDomain: 'mail' }],
    ['mailDomain must be a domain name such as mail.example.com, not "-a.example"', { mailDomain: '-a.example' }],
    ['mailDomain must be a line of text', { mailDomain: 7, fromAddress: 'a@b.example' }],
    ['companyName must be a line of text', { companyName: 'Example\r\nBcc: x@y.example' }],
    ['companyName is missing', { companyName: ' ' }],
    ['replyDomain must differ from mailDomain: it takes all mail of its domain', { replyDomain: 'mail.example.com' }],
    [
      'replyDomain must not be bounce.mail.example.com: bounces return there',
      { replyDomain: 'bounce.mail.example.com' },
    ],
    ['siteUrl must be an https URL, not "http://www.example.com"', { siteUrl: 'http://www.example.com' }],
    ['siteUrl must have no fragment: resume links put their token there', { siteUrl: 'https://www.example.com/#chat' }],
    ['allowedOrigins must name at least one origin such as https://www.example.com', { allowedOrigins: [] }],
    [
      'allowedOrigins must hold origins such as https://www.example.com, without a path, not "https://a.example/"',
      { allowedOrigins: ['https://www.example.com', 'https://a.example/'] },
    ],
    [
      'allowedOrigins must hold origins such as https://www.example.com, without a path, not "*"',
      { allowedOrigins: ['*'] },
    ],
    [
      'fromAddress must be an address of mailDomain in ASCII (…@mail.example.com), not "chat@example.com"',
      { fromAddress: 'chat@example.com' },
    ],
    [
      'fromAddress must be an address of mailDomain in ASCII (…@mail.example.com), not "grüße@mail.example.com"',
      { fromAddress: 'grüße@mail.example.com' },
    ],
    [
      'replyDomain must lie in the hosted zone mail.example.com',
      { hostedZoneId: 'Z', hostedZoneName: 'mail.example.com' },
    ],
    ['hostedZoneName is missing, which hostedZoneId needs', { hostedZoneId: 'Z1' }],
    ['certificateArn is missing, which publicDomain needs', { publicDomain: 'chat.example.com' }],
    [
      'certificateArn must name a certificate in us-east-1: CloudFront takes them from nowhere else',
      { publicDomain: 'chat.example.com', certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/a' },
    ],
    ['oidcClientId is missing, which oidcIssuer needs', { oidcIssuer: 'https://login.example.com' }],
    ['oidcIssuer is missing, which oidcClientId needs', { oidcClientId: 'agents' }],
    [
      'oidcIssuer must be an https URL, not "login.example.com"',
      { oidcIssuer: 'login.example.com', oidcClientId: 'agents' },
    ],
    [
      'oidcIssuer must have neither query nor fragment: no issuer has',
      { oidcIssuer: 'https://login.example.com/?tenant=1', oidcClientId: 'agents' },
    ],
    ['alarmEmail must be an e-mail address, not "ops"', { alarmEmail: 'ops' }],
    [
      'runbookUrl must have no fragment: each alarm puts its own there',
      { runbookUrl: 'https://wiki.example.com/runbook#canary' },
    ],
    [
      'eventBusName must be the name of an event bus in this account and Region, not "a bus"',
      { eventBusName: 'a bus' },
    ],
    [
      'mailDomain must have at most 209 characters: the names of its DKIM records are 44 longer, and DNS has none above 253',
      { mailDomain: domainOf(210) },
    ],
    [
      'replyDomain must have at most 209 characters: the names of its DKIM records are 44 longer, and DNS has none above 253',
      { replyDomain: domainOf(210) },
    ],
    ['companyName must have at most 100 characters: as on the admin page', { companyName: 'C'.repeat(101) }],
    [
      'runbookUrl must have at most 500 characters: it stands in the description of each alarm',
      { runbookUrl: `https://wiki.example.com/${'r'.repeat(476)}` },
    ],
    [
      'allowedOrigins must be 287 bytes shorter: with the other values it must fit into a function’s variables',
      { allowedOrigins: Array.from({ length: 100 }, () => 'https://a.bcd.example.com') },
    ],
    [
      'oidcClientId must be 196 bytes shorter: with the other values it must fit into a function’s variables',
      { oidcIssuer: 'https://login.example.com', oidcClientId: 'é'.repeat(1230) },
    ],
    ['stackName must be letters, digits and hyphens, a letter first, not "my_chat"', { stackName: 'my_chat' }],
    ['stackName must be letters, digits and hyphens, a letter first, not "2nd"', { stackName: '2nd' }],
    [
      'stackName must have at most 41 characters, not 42: names of functions begin with it, and AWS allows these 64',
      { stackName: 'a'.repeat(42) },
    ],
    ['receiptRuleSetName must be the name of a receipt rule set, not "a set"', { receiptRuleSetName: 'a set' }],
    ['receiptRuleSetName is missing, which receiptRuleAfter needs', { receiptRuleAfter: 'spam' }],
    ['mailDomainVerified must be true or false', { mailDomainVerified: 'yes' }],
    ['userPoolDomain is missing, which userPoolId needs', { userPoolId: 'eu-west-1_Ab1Cd2Ef3' }],
    [
      'userPoolId must be the id of a user pool such as eu-west-1_Ab1Cd2Ef3, not "pool"',
      { userPoolId: 'pool', userPoolDomain: 'login.example.com' },
    ],
    [
      'userPoolId stands in place of oidcIssuer: leave one of them out',
      {
        oidcIssuer: 'https://login.example.com',
        oidcClientId: 'agents',
        userPoolId: 'eu-west-1_Ab1Cd2Ef3',
        userPoolDomain: 'login.example.com',
      },
    ],
    ['mfa must be one of required, optional', { mfa: 'off' }],
    [
      'alarmTopicArn stands in place of alarmEmail: leave one of them out',
      { alarmEmail: 'ops@example.com', alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:ops' },
    ],
    [
      'alarmTopicArn must be the ARN of a standard SNS topic, not "arn:aws:sns:eu-west-1:123456789012:ops.fifo"',
      { alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:ops.fifo' },
    ],
    [
      'webAclArn must be the ARN of a web ACL of AWS WAF in us-east-1, with the scope CLOUDFRONT, not "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/chat/0a-1"',
      { webAclArn: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/chat/0a-1' },
    ],
    [
      'logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653',
      { logRetentionDays: 100 },
    ],
    ...[{ 'check-unread': 0 }, { 'check-unread': 1.5 }, { 'check-mail': 1 }, 'check-unread', 5, true].map(
      (reservedConcurrency): [string, object] => [
        `reservedConcurrency must give numbers from 1 to some of ${functionNames.join(', ')}`,
        { reservedConcurrency },
      ],
    ),
  ])('is refused: %s', (fault, given) => {
    expect(faultsOf({ ...whole, ...given })).toEqual([fault]);
  });

  test('may hold examples until there is an account to deploy them into', () => {
    expect(faultsOf(whole)).toEqual([]);
    expect(faultsOf(whole, '123456789012')).toEqual([
      'mailDomain is an example, mail.example.com: put in your own',
      'replyDomain is an example, reply.example.com: put in your own',
      'siteUrl is an example, https://www.example.com/: put in your own',
      'allowedOrigins is an example, https://www.example.com: put in your own',
    ]);
    const own = {
      mailDomain: 'mail.kiesel.de',
      replyDomain: 'reply.kiesel.de',
      siteUrl: 'https://www.example.kiesel.de/',
      allowedOrigins: ['https://kiesel.de'],
    };
    expect(faultsOf({ ...whole, ...own }, '123456789012')).toEqual([]);
    expect(faultsOf({ ...whole, ...own }, '123456789012', 'eu-central-1')).toEqual([]);
    expect(faultsOf({ ...whole, ...own }, '123456789012', 'eu-central-2')).toEqual([
      `Region eu-central-2 is none in which SES receives mail: choose one of ${regions.join(', ')}`,
    ]);
    const elsewhere = {
      userPoolId: 'eu-west-1_Ab1Cd2Ef3',
      userPoolDomain: 'login.kiesel.de',
      alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:ops',
    };
    expect(faultsOf({ ...whole, ...own, ...elsewhere }, '123456789012', 'eu-west-1')).toEqual([]);
    expect(faultsOf({ ...whole, ...own, ...elsewhere }, '123456789012', 'eu-central-1')).toEqual([
      'userPoolId must be in the stack’s Region, eu-central-1, not in eu-west-1',
      'alarmTopicArn must be in the stack’s Region, eu-central-1, not in eu-west-1',
    ]);
  });

  test('may be for any Region until there is an account to deploy it into', () => {
    expect(faultsOf(whole, undefined, 'eu-central-2')).toEqual([]);
  });

  test('is refused with all its faults at once', () => {
    expect(faultsOf({ alarmEmail: 'ops' })).toEqual([
      'mailDomain is missing',
      'replyDomain is missing',
      'siteUrl is missing',
      'allowedOrigins must name at least one origin such as https://www.example.com',
      'companyName is missing',
      'alarmEmail must be an e-mail address, not "ops"',
    ]);
  });
});
