import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, type Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { fiveMinutes, metricNamespace, type Alarms } from './alarms.ts';
import { BundledFunction } from './bundled-function.ts';
import type { ConversationTable } from './conversation-table.ts';
import { DeadLetters } from './dead-letters.ts';
import type { EnvironmentOf } from './function-variables.ts';

/**
 * The items whose changes something follows from. Presence, tickets, records of what happened pass by, but for an e-mail given
 * up; so do kept mails until they are settled or forgotten.
 */
const followedItems = ['conversation', 'message', 'visitor'];

export interface ChangeFeedProps {
  bundles: string;
  environment: EnvironmentOf<'follow-changes'>;
  rights: PolicyStatement[];
  table: ConversationTable;
  alarms: Alarms;
}

/** Carries out what follows from a change: the timer of an unread answer, the push to open browsers. */
export class ChangeFeed extends Construct {
  readonly function: Function;

  constructor(scope: Construct, id: string, props: ChangeFeedProps) {
    super(scope, id);
    const deadLetters = new DeadLetters(this, 'DeadLetters', { of: 'follow-changes', alarms: props.alarms });
    this.function = new BundledFunction(this, 'Function', {
      name: 'follow-changes',
      bundles: props.bundles,
      environment: props.environment,
      description: 'Arms timers and pushes to browsers when conversations change',
      timeout: Duration.seconds(30),
      rights: [...props.rights, ...props.table.streamRights()],
    });
    this.function.addEventSourceMapping('Changes', {
      eventSourceArn: props.table.streamArn,
      startingPosition: props.table.readFrom,
      filters: [
        FilterCriteria.filter({ dynamodb: { NewImage: { type: { S: FilterRule.or(...followedItems) } } } }),
        FilterCriteria.filter({ dynamodb: { OldImage: { type: { S: ['kept-mail'] } } } }),
        FilterCriteria.filter({
          dynamodb: { NewImage: { type: { S: ['decision'] }, data: { M: { decision: { S: ['failed'] } } } } },
        }),
      ],
      batchSize: 100,
      // Nobody's answer waits until a batch is full.
      maxBatchingWindow: Duration.seconds(0),
      // Several batches of a shard at once; the changes of one conversation still come one after the other.
      parallelizationFactor: 4,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(1),
      onFailure: deadLetters.asStreamDestination(),
    });
    props.alarms.on('EmailsGivenUp', {
      section: 'e-mails-given-up',
      says: 'An unread answer will not be e-mailed: it was refused, or twice nobody could tell whether it was sent.',
      metric: new Metric({
        // As functions/aws/emails-given-up.ts writes it.
        namespace: metricNamespace,
        metricName: 'EmailsGivenUp',
        dimensionsMap: { Function: this.function.functionName },
        statistic: Stats.SUM,
        period: fiveMinutes,
      }),
      threshold: 1,
    });
    props.alarms.on('StreamBehind', {
      section: 'stream-behind',
      says: 'Changes are followed more than a minute late.',
      metric: this.function.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: fiveMinutes }),
      threshold: 60_000,
    });
  }
}
