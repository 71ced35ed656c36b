import { forms, logRetentionDays } from './configuration-forms.ts';
import { ContextReader, isAddressOf, isWithin } from './context-reader.ts';
import { functionNames, type FunctionName } from './function-names.ts';
import { checkLengths } from './lengths.ts';
import { regions } from './regions.ts';
import { longestStackName } from './stack-names.ts';

/** What an operator decides, checked. Comes from `cdk.json` or from `cdk … -c name=value`. */
export interface Configuration {
  /** Name of the CloudFormation stack, with which the names of its functions begin. */
  stackName: string;
  /** Domain whose address sends the e-mails, e.g. `mail.example.com`. */
  mailDomain: string;
  /** SES has verified it already: the stack creates no identity for it. */
  mailDomainVerified: boolean;
  /** Domain all of whose addresses receive replies; nothing else can receive mail there. */
  replyDomain: string;
  /** The same of the domain that receives. */
  replyDomainVerified: boolean;
  /** The page with the widget, where resume links lead. */
  siteUrl: string;
  /** Origins of the pages that embed the widget, until an admin sets others. */
  allowedOrigins: string[];
  companyName: string;
  /** Sender of the e-mails, an address of `mailDomain`. */
  fromAddress: string;
  /** The zone that gets the DNS records. Without one, the stack's outputs name them. */
  hostedZone?: { id: string; name: string };
  /** The receipt rule set that gets our rule, behind a rule of it or else as its first. Without one, the stack has its own. */
  receiptRuleSet?: { name: string; after?: string };
  /** Own host of pages and API in place of CloudFront's, with its certificate. */
  publicDomain?: { name: string; certificateArn: string };
  /** The web ACL of AWS WAF through which browsers reach pages and API. */
  webAclArn?: string;
  /** The agents' login, in place of a Cognito user pool. */
  oidc?: { issuer: string; clientId: string };
  /** The Cognito user pool that the agents log in to, in place of one that the stack creates, and the host of its login. */
  userPool?: { id: string; domain: string };
  /** Whether agents of the stack's own user pool must have a one-time password, or may. */
  mfa: 'required' | 'optional';
  /** Who is told of alarms. */
  alarmEmail?: string;
  /** The topic that is told of alarms, in place of one that the stack creates for `alarmEmail`. */
  alarmTopicArn?: string;
  /** Where docs/runbook.md can be read, without a fragment; alarms lead to its sections. */
  runbookUrl?: string;
  /** The bus for domain events, in place of one that the stack creates. */
  eventBusName?: string;
  /** How long the functions' logs are kept. */
  logRetentionDays: (typeof logRetentionDays)[number];
  /** How many copies of a function may run at once, which other functions cannot take from it. */
  reservedConcurrency: Partial<Record<FunctionName, number>>;
}

/** All that is wrong with the configuration, so that one run is enough to mend it. */
export class ConfigurationError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    const list = faults.map((fault) => `\n  - ${fault}`).join('');
    super(`The configuration (cdk.json or -c name=value) cannot be used:${list}`);
    this.name = 'ConfigurationError';
    this.faults = faults;
  }
}

/** Below this name SES puts its own return path; it must not receive other mail. */
export function bounceDomain(mailDomain: string): string {
  return `bounce.${mailDomain}`;
}

/**
 * Reads the configuration by its keys in the CDK context. With an account to deploy into, examples are faults, too, and so is
 * a Region in which SES receives no mail. Throws a ConfigurationError that lists every fault.
 */
export function configurationFrom(context: (key: string) => unknown, account?: string, region?: string): Configuration {
  const read = new ContextReader(context);
  const configuration: Configuration = {
    ...mailFrom(read),
    ...siteFrom(read),
    ...loginFrom(read),
    ...operationFrom(read),
  };
  const { mailDomain, replyDomain, fromAddress, siteUrl, allowedOrigins, companyName, runbookUrl } = configuration;
  checkLengths(
    read,
    {
      mailDomain,
      replyDomain,
      fromAddress,
      siteUrl,
      allowedOrigins: allowedOrigins.join(','),
      companyName,
      publicDomain: configuration.publicDomain?.name,
      oidcIssuer: configuration.oidc?.issuer,
      oidcClientId: configuration.oidc?.clientId,
    },
    { runbookUrl },
  );
  if (account !== undefined) {
    if (region !== undefined && !regions.includes(region)) {
      read.fault('Region', `${region} is none in which SES receives mail: choose one of ${regions.join(', ')}`);
    }
    const places = {
      userPoolId: configuration.userPool?.id.split('_')[0],
      alarmTopicArn: configuration.alarmTopicArn?.split(':')[3],
    };
    for (const [key, place] of Object.entries(places)) {
      if (region !== undefined && place !== undefined && place !== region) {
        read.fault(key, `must be in the stack’s Region, ${region}, not in ${place}`);
      }
    }
    for (const [key, value] of Object.entries({ mailDomain, replyDomain, siteUrl, allowedOrigins })) {
      const example = [value].flat().find(isExample);
      if (example !== undefined) read.fault(key, `is an example, ${example}: put in your own`);
    }
  }
  if (read.faults.length > 0) throw new ConfigurationError(read.faults);
  return configuration;
}

function mailFrom(read: ContextReader) {
  const mailDomain = read.required('mailDomain', read.domain('mailDomain'));
  const replyDomain = read.required('replyDomain', read.domain('replyDomain'));
  const fromAddress = read.text('fromAddress')?.toLowerCase() ?? `support@${mailDomain}`;
  if (mailDomain !== '' && !isAddressOf(fromAddress, mailDomain)) {
    read.fault('fromAddress', `must be an address of mailDomain in ASCII (…@${mailDomain}), not "${fromAddress}"`);
  }
  if (mailDomain !== '' && replyDomain === mailDomain) {
    read.fault('replyDomain', 'must differ from mailDomain: it takes all mail of its domain');
  }
  if (replyDomain === bounceDomain(mailDomain)) {
    read.fault('replyDomain', `must not be ${replyDomain}: bounces return there`);
  }

  read.together('hostedZoneId', 'hostedZoneName');
  const zone = { id: read.text('hostedZoneId'), name: read.domain('hostedZoneName') };
  for (const [key, domain] of Object.entries({ mailDomain, replyDomain })) {
    if (zone.name !== undefined && domain !== '' && !isWithin(domain, zone.name)) {
      read.fault(key, `must lie in the hosted zone ${zone.name}`);
    }
  }

  const name = read.matching('receiptRuleSetName', forms.receiptRule, 'the name of a receipt rule set');
  const after = read.matching('receiptRuleAfter', forms.receiptRule, 'the name of a receipt rule');
  if (after !== undefined && name === undefined) {
    read.fault('receiptRuleSetName', 'is missing, which receiptRuleAfter needs');
  }
  return {
    mailDomain,
    mailDomainVerified: read.flag('mailDomainVerified'),
    replyDomain,
    replyDomainVerified: read.flag('replyDomainVerified'),
    fromAddress,
    ...(isWhole(zone) && { hostedZone: zone }),
    ...(name !== undefined && { receiptRuleSet: { name, ...(after !== undefined && { after }) } }),
  };
}

function siteFrom(read: ContextReader) {
  const siteUrl = read.required('siteUrl', read.url('siteUrl'));
  if (siteUrl.includes('#')) read.fault('siteUrl', 'must have no fragment: resume links put their token there');

  read.together('publicDomain', 'certificateArn');
  const publicDomain = { name: read.domain('publicDomain'), certificateArn: read.text('certificateArn') };
  if (publicDomain.certificateArn !== undefined && !forms.edgeCertificate.test(publicDomain.certificateArn)) {
    read.fault('certificateArn', 'must name a certificate in us-east-1: CloudFront takes them from nowhere else');
  }
  const webAcl = 'the ARN of a web ACL of AWS WAF in us-east-1, with the scope CLOUDFRONT';
  const webAclArn = read.matching('webAclArn', forms.edgeWebAcl, webAcl);
  return {
    siteUrl,
    allowedOrigins: read.origins('allowedOrigins'),
    companyName: read.required('companyName', read.text('companyName')),
    ...(isWhole(publicDomain) && { publicDomain }),
    ...(webAclArn !== undefined && { webAclArn }),
  };
}

function loginFrom(read: ContextReader) {
  read.together('oidcIssuer', 'oidcClientId');
  read.together('userPoolId', 'userPoolDomain');
  read.apart('oidcIssuer', 'userPoolId');
  const oidc = { issuer: read.url('oidcIssuer'), clientId: read.text('oidcClientId') };
  // OpenID Connect Core 1.0, section 2, `iss`. A slash at its end is part of it.
  if (oidc.issuer !== undefined && /[?#]/.test(oidc.issuer)) {
    read.fault('oidcIssuer', 'must have neither query nor fragment: no issuer has');
  }
  const pool = 'the id of a user pool such as eu-west-1_Ab1Cd2Ef3';
  const userPool = { id: read.matching('userPoolId', forms.userPool, pool), domain: read.domain('userPoolDomain') };
  return {
    mfa: read.oneOf('mfa', ['required', 'optional'] as const) ?? 'required',
    ...(isWhole(oidc) && { oidc }),
    ...(isWhole(userPool) && { userPool }),
  };
}

function operationFrom(read: ContextReader) {
  const stackName = read.matching('stackName', forms.stackName, 'letters, digits and hyphens, a letter first');
  if (stackName !== undefined && stackName.length > longestStackName) {
    const length = `at most ${longestStackName} characters, not ${stackName.length}`;
    read.fault('stackName', `must have ${length}: names of functions begin with it, and AWS allows these 64`);
  }

  read.apart('alarmEmail', 'alarmTopicArn');
  const alarmEmail = read.matching('alarmEmail', forms.emailAddress, 'an e-mail address');
  const alarmTopicArn = read.matching('alarmTopicArn', forms.topic, 'the ARN of a standard SNS topic');
  const runbookUrl = read.url('runbookUrl');
  if (runbookUrl?.includes('#')) read.fault('runbookUrl', 'must have no fragment: each alarm puts its own there');
  const eventBus = 'the name of an event bus in this account and Region';
  const eventBusName = read.matching('eventBusName', forms.eventBus, eventBus);
  return {
    stackName: stackName ?? 'ContinuousConversations',
    logRetentionDays: read.oneOf('logRetentionDays', logRetentionDays) ?? 90,
    reservedConcurrency: read.counts('reservedConcurrency', functionNames),
    ...(alarmEmail !== undefined && { alarmEmail }),
    ...(alarmTopicArn !== undefined && { alarmTopicArn }),
    ...(runbookUrl !== undefined && { runbookUrl }),
    ...(eventBusName !== undefined && { eventBusName }),
  };
}

/** Whether a domain or URL has a name that is kept for examples (RFC 2606) and can belong to nobody. */
function isExample(value: string): boolean {
  const host = URL.canParse(value) ? new URL(value).hostname : value;
  return /(?:^|\.)example(?:\.(?:com|net|org))?$/.test(host);
}

function isWhole<T extends object>(values: T): values is { [K in keyof T]: NonNullable<T[K]> } & T {
  return Object.values(values).every((value) => value !== undefined);
}
