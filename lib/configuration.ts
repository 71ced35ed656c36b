import { ContextReader, isAddressOf, isWithin } from './context-reader.ts';
import { checkLengths } from './lengths.ts';
import { regions } from './regions.ts';

/** What an operator decides, checked. Comes from `cdk.json` or from `cdk … -c name=value`. */
export interface Configuration {
  /** Domain whose address sends the e-mails, e.g. `mail.example.com`. */
  mailDomain: string;
  /** Domain all of whose addresses receive replies; nothing else can receive mail there. */
  replyDomain: string;
  /** The page with the widget, where resume links lead. */
  siteUrl: string;
  /** Origins of the pages that embed the widget, until an admin sets others. */
  allowedOrigins: string[];
  companyName: string;
  /** Sender of the e-mails, an address of `mailDomain`. */
  fromAddress: string;
  /** The zone that gets the DNS records. Without one, the stack's outputs name them. */
  hostedZone?: { id: string; name: string };
  /** Own host of pages and API in place of CloudFront's, with its certificate. */
  publicDomain?: { name: string; certificateArn: string };
  /** The agents' login, in place of a Cognito user pool. */
  oidc?: { issuer: string; clientId: string };
  /** Who is told of alarms. */
  alarmEmail?: string;
  /** Where docs/runbook.md can be read, without a fragment; alarms lead to its sections. */
  runbookUrl?: string;
  /** The bus for domain events, in place of one that the stack creates. */
  eventBusName?: string;
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
  const mailDomain = read.required('mailDomain', read.domain('mailDomain'));
  const replyDomain = read.required('replyDomain', read.domain('replyDomain'));
  const siteUrl = read.required('siteUrl', read.url('siteUrl'));
  const allowedOrigins = read.origins('allowedOrigins');
  const companyName = read.required('companyName', read.text('companyName'));
  const fromAddress = read.text('fromAddress')?.toLowerCase() ?? `support@${mailDomain}`;
  const zone = { id: read.text('hostedZoneId'), name: read.domain('hostedZoneName') };
  const publicDomain = { name: read.domain('publicDomain'), certificateArn: read.text('certificateArn') };
  const oidc = { issuer: read.url('oidcIssuer'), clientId: read.text('oidcClientId') };
  const alarmEmail = read.text('alarmEmail');
  const runbookUrl = read.url('runbookUrl');
  const eventBusName = read.text('eventBusName');

  if (mailDomain !== '' && !isAddressOf(fromAddress, mailDomain)) {
    read.fault('fromAddress', `must be an address of mailDomain in ASCII (…@${mailDomain}), not "${fromAddress}"`);
  }
  if (mailDomain !== '' && replyDomain === mailDomain) {
    read.fault('replyDomain', 'must differ from mailDomain: it takes all mail of its domain');
  }
  if (replyDomain === bounceDomain(mailDomain)) {
    read.fault('replyDomain', `must not be ${replyDomain}: bounces return there`);
  }
  if (siteUrl.includes('#')) read.fault('siteUrl', 'must have no fragment: resume links put their token there');
  for (const [key, domain] of Object.entries({ mailDomain, replyDomain })) {
    if (zone.name !== undefined && domain !== '' && !isWithin(domain, zone.name)) {
      read.fault(key, `must lie in the hosted zone ${zone.name}`);
    }
  }
  if (publicDomain.certificateArn !== undefined && !isEdgeCertificate(publicDomain.certificateArn)) {
    read.fault('certificateArn', 'must name a certificate in us-east-1: CloudFront takes them from nowhere else');
  }
  if (alarmEmail !== undefined && !/^[^\s@]+@[^\s@]+$/.test(alarmEmail)) {
    read.fault('alarmEmail', `must be an e-mail address, not "${alarmEmail}"`);
  }
  if (runbookUrl?.includes('#')) read.fault('runbookUrl', 'must have no fragment: each alarm puts its own there');
  if (eventBusName !== undefined && !/^[\w./-]{1,256}$/.test(eventBusName)) {
    read.fault('eventBusName', `must be the name of an event bus in this account and Region, not "${eventBusName}"`);
  }
  checkLengths(
    read,
    {
      mailDomain,
      replyDomain,
      fromAddress,
      siteUrl,
      allowedOrigins: allowedOrigins.join(','),
      companyName,
      publicDomain: publicDomain.name,
      oidcIssuer: oidc.issuer,
      oidcClientId: oidc.clientId,
    },
    { runbookUrl },
  );
  read.together('hostedZoneId', 'hostedZoneName');
  read.together('publicDomain', 'certificateArn');
  read.together('oidcIssuer', 'oidcClientId');
  if (account !== undefined) {
    if (region !== undefined && !regions.includes(region)) {
      read.fault('Region', `${region} is none in which SES receives mail: choose one of ${regions.join(', ')}`);
    }
    for (const [key, value] of Object.entries({ mailDomain, replyDomain, siteUrl, allowedOrigins })) {
      const example = [value].flat().find(isExample);
      if (example !== undefined) read.fault(key, `is an example, ${example}: put in your own`);
    }
  }
  if (read.faults.length > 0) throw new ConfigurationError(read.faults);

  return {
    mailDomain,
    replyDomain,
    siteUrl,
    allowedOrigins,
    companyName,
    fromAddress,
    ...(isWhole(zone) && { hostedZone: zone }),
    ...(isWhole(publicDomain) && { publicDomain }),
    ...(isWhole(oidc) && { oidc }),
    ...(alarmEmail !== undefined && { alarmEmail }),
    ...(runbookUrl !== undefined && { runbookUrl }),
    ...(eventBusName !== undefined && { eventBusName }),
  };
}

/** Whether a domain or URL has a name that is kept for examples (RFC 2606) and can belong to nobody. */
function isExample(value: string): boolean {
  const host = URL.canParse(value) ? new URL(value).hostname : value;
  return /(?:^|\.)example(?:\.(?:com|net|org))?$/.test(host);
}

function isEdgeCertificate(arn: string): boolean {
  return /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/.test(arn);
}

function isWhole<T extends object>(values: T): values is { [K in keyof T]: NonNullable<T[K]> } & T {
  return Object.values(values).every((value) => value !== undefined);
}
