import { Duration, Validations } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IDestination, IEventSourceDlq, IFunction } from 'aws-cdk-lib/aws-lambda';
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

  /** For a function that is invoked asynchronously: where Lambda puts what failed, with the right of the function's role to do so. */
  asDestination(): IDestination {
    // The CDK's own destination would let the role ask for the queue's address and attributes, too, which Lambda does not.
    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    return { bind: (_scope, watched) => this.#boundTo(watched) };
  }

  /** The same for a function that reads a stream. */
  asStreamDestination(): IEventSourceDlq {
    return { bind: (_mapping, watched) => this.#boundTo(watched) };
  }

  #boundTo(watched: IFunction): { destination: string } {
    watched.addToRolePolicy(this.sendRights());
    return { destination: this.queueArn };
  }

  sendRights(): PolicyStatement {
    return allow(['sqs:SendMessage'], [this.queueArn]);
  }
}
