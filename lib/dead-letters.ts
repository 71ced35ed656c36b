import { Duration, Validations } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { fiveMinutes, type Alarms } from './alarms.ts';
import { allow } from './rights.ts';

/** Keeps what could not be handled, for as long as SQS keeps anything, and rings at the first. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string, props: { of: string; alarms: Alarms }) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'Is itself where others put what failed: Lambda by a destination, EventBridge and Scheduler by their targets.',
    });
    props.alarms.on(`${props.of}-dead-letters`, {
      section: 'dead-letters',
      says: `${props.of} gave up on something after all its retries.`,
      metric: this.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: fiveMinutes }),
      threshold: 1,
    });
  }

  sendRights(): PolicyStatement {
    return allow(['sqs:SendMessage'], [this.queueArn]);
  }
}
