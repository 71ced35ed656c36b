import { Aws, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ServicePrincipal, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Construct, type IDependable } from 'constructs';
import { fiveMinutes, metricNamespace, type Alarms } from './alarms.ts';
import { BundledFunction } from './bundled-function.ts';
import type { DnsRecords } from './dns-records.ts';
import type { MailBucket } from './mail-bucket.ts';
import { allow } from './rights.ts';
import { namesIn } from './stack-names.ts';
import { VerifiedDomain } from './verified-domain.ts';

export interface InboundEmailProps {
  replyDomain: string;
  /** SES has verified the domain already. */
  replyDomainVerified: boolean;
  /** The operator's rule set, which gets our rule; without it one is created and activated. */
  ruleSet: { name: string; after?: string } | undefined;
  mailBucket: MailBucket;
  bundles: string;
  /** Has the rule set activated again when it changes. */
  repairedAt: string | undefined;
  dns: DnsRecords;
  alarms: Alarms;
}

/** Receives all mail of the reply domain: SES stores it and then calls the function that reads it. */
export class InboundEmail extends Construct {
  readonly ruleSetName: string;
  readonly #ruleName: string;
  readonly #domain: VerifiedDomain;
  readonly #props: InboundEmailProps;

  constructor(scope: Construct, id: string, props: InboundEmailProps) {
    super(scope, id);
    this.#props = props;
    // Named here and not by CloudFormation: what lets the rule in must exist before the rule, and names it.
    const names = namesIn(Stack.of(this).stackName);
    this.ruleSetName = props.ruleSet?.name ?? names.receiptRuleSet;
    this.#ruleName = names.receiptRule;
    this.#domain = new VerifiedDomain(this, 'Domain', {
      domain: props.replyDomain,
      verified: props.replyDomainVerified,
      dns: props.dns,
    });
    props.dns.add('InboundMx', {
      name: props.replyDomain,
      type: 'MX',
      value: `10 inbound-smtp.${Aws.REGION}.amazonaws.com`,
    });
    this.#watchRule(props.alarms);
  }

  /**
   * Has a function read the mail, and makes a rule set of our own the account's active one. Gives what is there once that is done.
   */
  deliverTo(reader: Function): IDependable {
    const { mailBucket, replyDomain, ruleSet: given, alarms } = this.#props;
    alarms.on('TooManyMails', {
      section: 'too-many-mails',
      says: 'Mails of a conversation or a sender were so many that they are kept back: a loop, most likely.',
      metric: new Metric({
        // As functions/domain/inbound/too-many.ts writes it.
        namespace: metricNamespace,
        metricName: 'TooManyMails',
        dimensionsMap: { Function: reader.functionName },
        statistic: Stats.SUM,
        period: fiveMinutes,
      }),
      threshold: 1,
    });
    const store = allow(['s3:PutObject'], [mailBucket.arnForObjects('inbound/*')], {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': this.#ruleArn },
    });
    store.addPrincipals(new ServicePrincipal('ses.amazonaws.com'));
    const stored = mailBucket.addToResourcePolicy(store);
    reader.addPermission('SesMay', {
      principal: new ServicePrincipal('ses.amazonaws.com'),
      sourceAccount: Aws.ACCOUNT_ID,
      sourceArn: this.#ruleArn,
    });

    const rule = new CfnReceiptRule(this, 'Rule', {
      ruleSetName: this.ruleSetName,
      // Without it SES puts the rule first.
      ...(given?.after !== undefined && { after: given.after }),
      rule: {
        name: this.#ruleName,
        enabled: true,
        recipients: [replyDomain],
        scanEnabled: true,
        // A visitor whose provider sends without TLS still gets through.
        tlsPolicy: 'Optional',
        actions: [
          { s3Action: { bucketName: mailBucket.bucketName, objectKeyPrefix: 'inbound/' } },
          { lambdaAction: { functionArn: reader.functionArn, invocationType: 'Event' } },
        ],
      },
    });
    // SES tries both actions when the rule is created.
    if (stored.policyDependable !== undefined) rule.node.addDependency(stored.policyDependable);
    rule.node.addDependency(reader.node.findChild('SesMay'));
    // What somebody else made is theirs to activate.
    if (given !== undefined) return rule;
    rule.addResourceDependency(new CfnReceiptRuleSet(this, 'RuleSet', { ruleSetName: this.ruleSetName }));
    return this.#activate(rule);
  }

  /** CloudFormation can create a rule set but not make it the active one, of which an account has one in a Region. */
  #activate(rule: CfnReceiptRule): IDependable {
    const activator = new BundledFunction(this, 'ActivateReceiptRules', {
      name: 'activate-receipt-rules',
      bundles: this.#props.bundles,
      environment: {},
      description: 'Makes our receipt rule set the active one, at a deployment',
      timeout: Duration.seconds(30),
      memorySize: 256,
      rights: [
        // Neither knows resources.
        allow(['ses:DescribeActiveReceiptRuleSet', 'ses:SetActiveReceiptRuleSet'], ['*']),
      ],
    });
    const active = new CustomResource(this, 'ActiveRuleSet', {
      resourceType: 'Custom::ActiveReceiptRuleSet',
      serviceToken: activator.functionArn,
      // CloudFormation calls the function only when one of these changes: it cannot see which rule set is active.
      properties: {
        RuleSetName: this.ruleSetName,
        ...(this.#props.repairedAt !== undefined && { RepairedAt: this.#props.repairedAt }),
      },
      serviceTimeout: Duration.minutes(2),
    });
    // Deleted in the opposite order: an active rule set cannot be deleted.
    active.node.addDependency(rule, activator);
    return active;
  }

  /** The right to see whether all of this is set up. */
  inspectRights(): PolicyStatement[] {
    return [
      allow(['ses:GetEmailIdentity'], [this.#domain.arn]),
      // Knows no resources.
      allow(['ses:DescribeActiveReceiptRuleSet'], ['*']),
    ];
  }

  get #ruleArn(): string {
    const ruleSet = `receipt-rule-set/${this.ruleSetName}`;
    return `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:${ruleSet}:receipt-rule/${this.#ruleName}`;
  }

  #watchRule(alarms: Alarms): void {
    const metric = (metricName: string) =>
      new Metric({
        namespace: 'AWS/SES',
        metricName,
        dimensionsMap: { RuleName: this.#ruleName },
        statistic: Stats.SUM,
        period: fiveMinutes,
      });
    alarms.on('RepliesDelayed', {
      section: 'replies-delayed',
      says: 'SES could not hand over a received e-mail and is trying again.',
      metric: metric('PublishFailure'),
      threshold: 1,
    });
    alarms.on('RepliesLost', {
      section: 'replies-lost',
      says: 'SES gave up handing over a received e-mail.',
      metric: metric('PublishExpired'),
      threshold: 1,
    });
  }
}
