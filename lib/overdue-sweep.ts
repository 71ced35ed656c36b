import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { fiveMinutes, metricNamespace, type Alarms } from './alarms.ts';
import { BundledFunction } from './bundled-function.ts';
import { DeadLetters } from './dead-letters.ts';
import type { EnvironmentOf } from './function-variables.ts';

export interface OverdueSweepProps {
  bundles: string;
  environment: EnvironmentOf<'sweep-overdue'>;
  rights: PolicyStatement[];
  alarms: Alarms;
}

/** Finds, every five minutes, what a lost timer or a dead process left behind, and whether SES still lets us send. */
export class OverdueSweep extends Construct {
  readonly function: Function;

  constructor(scope: Construct, id: string, props: OverdueSweepProps) {
    super(scope, id);
    const deadLetters = new DeadLetters(this, 'DeadLetters', { of: 'sweep-overdue', alarms: props.alarms });
    this.function = new BundledFunction(this, 'Function', {
      name: 'sweep-overdue',
      bundles: props.bundles,
      environment: props.environment,
      description: 'Finds unread answers whose timer was lost, every five minutes',
      timeout: Duration.seconds(60),
      rights: props.rights,
      deadLetters,
    });
    new Rule(this, 'EveryFiveMinutes', {
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(this.function, { deadLetterQueue: deadLetters, retryAttempts: 2 })],
    });
    props.alarms.on('SendingPaused', {
      section: 'sending-paused',
      says: 'SES does not let this account send in this Region.',
      metric: new Metric({
        // As functions/aws/sending-paused.ts counts it.
        namespace: metricNamespace,
        metricName: 'SendingPaused',
        dimensionsMap: { Function: this.function.functionName },
        statistic: Stats.MAXIMUM,
        period: fiveMinutes,
      }),
      threshold: 1,
    });
  }
}
