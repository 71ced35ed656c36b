import { Aws, Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { bounceDomain } from './configuration.ts';
import type { DnsRecords } from './dns-records.ts';
import { allow } from './rights.ts';
import { VerifiedDomain } from './verified-domain.ts';

export interface OutboundEmailProps {
  mailDomain: string;
  /** SES has verified the domain already. */
  mailDomainVerified: boolean;
  fromAddress: string;
  dns: DnsRecords;
  alarms: Alarms;
}

/**
 * The sender: its domain, and the configuration set through which every mail goes, which tells the default event bus what
 * became of each. These events are also the proof that a mail was sent when its sender died before it could say so.
 */
export class OutboundEmail extends Construct {
  readonly configurationSet: ConfigurationSet;
  readonly #fromAddress: string;
  readonly #domain: VerifiedDomain;

  constructor(scope: Construct, id: string, props: OutboundEmailProps) {
    super(scope, id);
    this.#fromAddress = props.fromAddress;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      reputationMetrics: true,
      tlsPolicy: ConfigurationSetTlsPolicy.OPTIONAL,
      // SES would try for 14 hours; an answer in a chat is stale by then.
      maxDeliveryDuration: Duration.hours(6),
    });
    this.configurationSet.addEventDestination('Events', {
      // SES can publish to this bus only.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });

    const returnPath = bounceDomain(props.mailDomain);
    this.#domain = new VerifiedDomain(this, 'Domain', {
      domain: props.mailDomain,
      verified: props.mailDomainVerified,
      returnPath,
      dns: props.dns,
    });
    // Where bounces return is a setting of the identity: of one that is not ours it may be another place.
    if (!props.mailDomainVerified) {
      props.dns.add('ReturnPathMx', {
        name: returnPath,
        type: 'MX',
        value: `10 feedback-smtp.${Aws.REGION}.amazonses.com`,
      });
      props.dns.add('ReturnPathSpf', { name: returnPath, type: 'TXT', value: '"v=spf1 include:amazonses.com ~all"' });
    }

    // Not created: most domains have one already, and a second would make both void.
    props.dns.suggest('Dmarc', 'DNS record to create unless the domain or the one above it has one', {
      name: `_dmarc.${props.mailDomain}`,
      type: 'TXT',
      value: '"v=DMARC1; p=none"',
    });

    this.#watchReputation(props.alarms);
  }

  /**
   * The right to send from the one address, through the configuration set. A request of SendEmail that carries more than texts, such
   * as a whole MIME message, is authorised as `ses:SendRawEmail`: who sends files needs both.
   */
  sendRights(...actions: ('ses:SendEmail' | 'ses:SendRawEmail')[]): PolicyStatement {
    return allow(actions, this.#sendingResources, { StringEquals: { 'ses:FromAddress': this.#fromAddress } });
  }

  /** The right to send the canary's answers: from its addresses, and to nobody but reply addresses of our own. */
  canaryRights(replyDomain: string): PolicyStatement {
    return allow(['ses:SendEmail'], this.#sendingResources, {
      StringLike: { 'ses:FromAddress': `canary.*@${replyDomain}` },
      'ForAllValues:StringLike': { 'ses:Recipients': `r.*@${replyDomain}` },
    });
  }

  /** The right to see whether SES lets the account send. It knows no resources. */
  accountRights(): PolicyStatement {
    return allow(['ses:GetAccount'], ['*']);
  }

  /** The right to see whether all of this is set up. */
  inspectRights(): PolicyStatement[] {
    return [
      allow(['ses:GetEmailIdentity'], [this.#domain.arn]),
      allow(['ses:GetConfigurationSetEventDestinations'], [this.#configurationSetArn]),
      this.accountRights(),
    ];
  }

  /**
   * SES asks for the right to the sender's identity, to the configuration set, and in the sandbox to the recipient's identity as well,
   * which may be any that somebody verified there. Whom a mail is from is left to conditions.
   */
  get #sendingResources(): string[] {
    return [`arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/*`, this.#configurationSetArn];
  }

  get #configurationSetArn(): string {
    const name = this.configurationSet.configurationSetName;
    return `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:configuration-set/${name}`;
  }

  /** Half of the rates at which SES puts an account under review (5 % and 0.1 %). */
  #watchReputation(alarms: Alarms): void {
    const rate = (metricName: string) =>
      new Metric({
        namespace: 'AWS/SES',
        metricName,
        dimensionsMap: { 'ses:configuration-set': this.configurationSet.configurationSetName },
        statistic: 'Average',
        period: Duration.hours(1),
      });
    alarms.on('BounceRate', {
      section: 'bounce-rate',
      says: 'More than 2.5 % of the e-mails bounce.',
      metric: rate('Reputation.BounceRate'),
      threshold: 0.025,
    });
    alarms.on('ComplaintRate', {
      section: 'complaint-rate',
      says: 'More than 0.05 % of the e-mails are complained of.',
      metric: rate('Reputation.ComplaintRate'),
      threshold: 0.0005,
    });
  }
}
