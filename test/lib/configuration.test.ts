import { configurationFrom, ConfigurationError } from '../../lib/configuration.ts';
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
  test('needs five values and knows the sender from them', () => {
    expect(read(whole)).toEqual({ ...whole, fromAddress: 'support@mail.example.com' });
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
