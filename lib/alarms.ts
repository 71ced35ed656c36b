import { Aws, Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Stats, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { allow } from './rights.ts';

/** The sections of docs/runbook.md, one for each kind of alarm. */
export type RunbookSection =
  | 'dead-letters'
  | 'function-errors'
  | 'function-throttles'
  | 'stream-behind'
  | 'events-behind'
  | 'e-mails-given-up'
  | 'http-errors'
  | 'http-throttles'
  | 'realtime-errors'
  | 'timers-delayed'
  | 'table-throttles'
  | 'sending-paused'
  | 'too-many-mails'
  | 'canary'
  | 'replies-delayed'
  | 'replies-lost'
  | 'bounce-rate'
  | 'complaint-rate';

export interface AlarmOptions {
  /** Where it is written what to do. */
  section: RunbookSection;
  /** What is wrong when it rings, in one sentence. */
  says: string;
  metric: IMetric;
  /** Rings at this value or above. */
  threshold: number;
}

export interface AlarmsProps {
  /** Who is told, by a topic that is created for them. */
  email: string | undefined;
  /** The operator's topic, in place of that one. */
  topicArn: string | undefined;
  /** Where the runbook can be read. */
  runbook: string;
}

/** Rings when somebody has to do something. Each alarm names the section of the runbook that says what. */
export class Alarms extends Construct {
  readonly #topic: ITopic | undefined;
  readonly #runbook: string;

  constructor(scope: Construct, id: string, { email, topicArn, runbook }: AlarmsProps) {
    super(scope, id);
    this.#runbook = runbook;
    if (topicArn !== undefined) this.#topic = Topic.fromTopicArn(this, 'GivenTopic', topicArn);
    else if (email !== undefined) this.#topic = this.#topicFor(email);
  }

  #topicFor(email: string): Topic {
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    topic.addSubscription(new EmailSubscription(email));
    // With a policy of its own a topic no longer lets in what its account may do.
    const publish = allow(['sns:Publish'], [topic.topicArn], {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    });
    publish.addPrincipals(new ServicePrincipal('cloudwatch.amazonaws.com'));
    topic.addToResourcePolicy(publish);
    return topic;
  }

  on(id: string, { section, says, metric, threshold }: AlarmOptions): void {
    const alarm = new Alarm(this, id, {
      alarmDescription: `${says} What to do: ${this.#runbook}#${section}`,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (this.#topic !== undefined) alarm.addAlarmAction(new SnsAction(this.#topic));
  }

  onFunction(id: string, watched: Function): void {
    const sum = { statistic: Stats.SUM, period: fiveMinutes };
    this.on(`${id}Errors`, {
      section: 'function-errors',
      says: `${watched.node.id} failed.`,
      metric: watched.metricErrors(sum),
      threshold: 1,
    });
    this.on(`${id}Throttles`, {
      section: 'function-throttles',
      says: `${watched.node.id} was called more often than Lambda would run it.`,
      metric: watched.metricThrottles(sum),
      threshold: 1,
    });
  }
}

export const fiveMinutes = Duration.minutes(5);

/** Of the metrics that functions/domain/metric.ts writes. */
export const metricNamespace = 'ContinuousConversations';
