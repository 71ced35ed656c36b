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

export interface CanaryProps {
  bundles: string;
  environment: EnvironmentOf<'run-canary'>;
  rights: PolicyStatement[];
  /** Notices when it says nothing. */
  watch: Function;
  alarms: Alarms;
}

/**
 * Sends a message on the round trip through SES every hour and rings when it does not come back. An admin switches it on; until
 * then each run reads the settings and ends.
 */
export class Canary extends Construct {
  readonly function: Function;

  constructor(scope: Construct, id: string, props: CanaryProps) {
    super(scope, id);
    const deadLetters = new DeadLetters(this, 'DeadLetters', { of: 'run-canary', alarms: props.alarms });
    this.function = new BundledFunction(this, 'Function', {
      name: 'run-canary',
      bundles: props.bundles,
      environment: props.environment,
      description: 'Sends a message on the round trip through SES, every hour, if switched on',
      timeout: Duration.seconds(15),
      rights: props.rights,
      deadLetters,
    });
    new Rule(this, 'EveryHour', {
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(this.function, { deadLetterQueue: deadLetters, retryAttempts: 2 })],
    });
    const metric = (metricName: string, of: Function, period: Duration): Metric =>
      new Metric({
        namespace: metricNamespace,
        metricName,
        dimensionsMap: { Function: of.functionName },
        statistic: Stats.MAXIMUM,
        period,
      });
    props.alarms.on('CanaryFailed', {
      section: 'canary',
      says: 'A message did not make the round trip through SES within an hour.',
      // One value an hour, as functions/run-canary.ts writes it.
      metric: metric('CanaryFailed', this.function, Duration.hours(1)),
      threshold: 1,
    });
    props.alarms.on('CanarySilent', {
      section: 'canary',
      says: 'The canary is switched on and has not been heard for more than two hours.',
      // As functions/sweep-overdue.ts writes it.
      metric: metric('CanarySilent', props.watch, fiveMinutes),
      threshold: 1,
    });
  }
}
