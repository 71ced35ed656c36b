import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Stats, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, type Function, type IVersion } from 'aws-cdk-lib/aws-lambda';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { fiveMinutes, type Alarms } from './alarms.ts';
import { asynchronously, BundledFunction } from './bundled-function.ts';
import { DeadLetters } from './dead-letters.ts';
import type { EnvironmentOf } from './function-variables.ts';
import { allow } from './rights.ts';
import { namesIn } from './stack-names.ts';

export interface UnreadCheckProps {
  bundles: string;
  environment: EnvironmentOf<'check-unread'>;
  rights: PolicyStatement[];
  alarms: Alarms;
}

/** Decides about an unread answer when its time has come, and everything that a one-shot schedule needs to call it. */
export class UnreadCheck extends Construct {
  readonly function: Function;
  /** What schedules target: their arn stays valid across deployments. */
  readonly alias: Alias;
  readonly scheduleGroup: string;
  readonly scheduleRole: Role;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: UnreadCheckProps) {
    super(scope, id);
    this.scheduleGroup = namesIn(Stack.of(this).stackName).scheduleGroup;
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { of: 'check-unread', alarms: props.alarms });
    this.function = new BundledFunction(this, 'Function', {
      name: 'check-unread',
      bundles: props.bundles,
      environment: props.environment,
      description: 'Decides about an unread answer when its time has come, and e-mails it',
      // Longer than a request to SES may take (5 s), shorter than a claim lasts (60 s).
      timeout: Duration.seconds(15),
      rights: props.rights,
    });
    this.alias = new Alias(this, 'Live', {
      aliasName: 'live',
      version: this.function.currentVersion as IVersion,
      // Of the alias, not of the function: Lambda keeps this for each qualifier.
      ...asynchronously(this.deadLetters),
    });

    const group = new ScheduleGroup(this, 'Schedules', {
      scheduleGroupName: this.scheduleGroup,
      // The CDK would keep it, and the next deployment find its name taken. Whatever is due stands in the table as well.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#watch(group, props.alarms);
    this.scheduleRole = new Role(this, 'ScheduleRole', {
      description: 'With which schedules call check-unread',
      // Of our group only: else another account's schedule could be given this role.
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': group.scheduleGroupArn },
        },
      }),
    });
    this.scheduleRole.addToPolicy(allow(['lambda:InvokeFunction'], [this.alias.functionArn]));
    this.scheduleRole.addToPolicy(this.deadLetters.sendRights());
  }

  /** https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html */
  #watch(group: ScheduleGroup, alarms: Alarms): void {
    const ring = (id: string, says: string, metric: Metric, threshold: number): void => {
      alarms.on(`Timers${id}`, { section: 'timers-delayed', says, metric, threshold });
    };
    const sum = { statistic: Stats.SUM, period: fiveMinutes };
    ring('Dropped', 'Scheduler gave up calling check-unread.', group.metricDropped(sum), 1);
    ring(
      'Unkept',
      'Scheduler gave up, and could not keep what for.',
      group.metricFailedToBeSentToDLQ(undefined, sum),
      1,
    );
    ring('Throttled', 'More timers are due at once than Scheduler may call for.', group.metricThrottled(sum), 10);
    ring(
      'Refused',
      'Lambda takes calls of check-unread slower than timers are due.',
      group.metricTargetThrottled(sum),
      10,
    );
  }

  /** The right to have the check made now. */
  invokeRights(): PolicyStatement {
    return allow(['lambda:InvokeFunction'], [this.alias.functionArn]);
  }

  /** The right to have the check made at a time. */
  scheduleRights(): PolicyStatement[] {
    const schedules = `arn:${Aws.PARTITION}:scheduler:${Aws.REGION}:${Aws.ACCOUNT_ID}:schedule/${this.scheduleGroup}/u-*`;
    return [
      allow(['scheduler:CreateSchedule'], [schedules]),
      allow(['iam:PassRole'], [this.scheduleRole.roleArn], {
        StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
      }),
    ];
  }
}
