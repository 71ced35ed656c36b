import { Aws } from 'aws-cdk-lib';
import { EmailIdentity, Identity, MailFromBehaviorOnMxFailure } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { DnsRecords } from './dns-records.ts';

export interface VerifiedDomainProps {
  domain: string;
  /** SES has verified it already, with records and settings that its owner has chosen: nothing is created. */
  verified: boolean;
  /** Subdomain to which bounces return, so that SPF speaks for the domain too. */
  returnPath?: string;
  dns: DnsRecords;
}

/** A domain that SES verifies, and signs for, by three DKIM records; or one that it has verified before. */
export class VerifiedDomain extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { domain, verified, returnPath, dns }: VerifiedDomainProps) {
    super(scope, id);
    this.arn = `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/${domain}`;
    if (verified) return;
    const identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domain),
      // Bounces come as events; SES would mail them to the sender as well.
      feedbackForwarding: false,
      ...(returnPath !== undefined && {
        mailFromDomain: returnPath,
        mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
      }),
    });
    for (const [index, { name, value }] of identity.dkimRecords.entries()) {
      dns.add(`${scope.node.id}Dkim${index + 1}`, { name, type: 'CNAME', value });
    }
  }
}
