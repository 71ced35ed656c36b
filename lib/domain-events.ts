import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { FilterCriteria, FilterRule, type Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { fiveMinutes, metricNamespace, type Alarms } from './alarms.ts';
import { BundledFunction } from './bundled-function.ts';
import type { ConversationTable } from './conversation-table.ts';
import { DeadLetters } from './dead-letters.ts';
import { allow } from './rights.ts';
import { namesIn } from './stack-names.ts';

/** The items of which integrators are told. */
const toldItems = ['conversation', 'message', 'visitor', 'decision', 'email'];

export interface DomainEventsProps {
  bundles: string;
  table: ConversationTable;
  /** The operator's own bus, in place of one that is created here. */
  eventBus: IEventBus | undefined;
  alarms: Alarms;
}

/**
 * Tells integrators what happens, on an event bus; docs/events.md says what. It reads the stream by itself, beside
 * follow-changes: a bus that takes nothing keeps back no timer and no push. More than these two may not read it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html#limits-dynamodb-streams
 */
export class DomainEvents extends Construct {
  readonly function: Function;
  readonly eventBus: IEventBus;

  constructor(scope: Construct, id: string, props: DomainEventsProps) {
    super(scope, id);
    const { alarms, bundles, table } = props;
    this.eventBus =
      props.eventBus ??
      (new EventBus(this, 'Bus', { eventBusName: namesIn(Stack.of(this).stackName).eventBus }) as IEventBus);
    const deadLetters = new DeadLetters(this, 'DeadLetters', { of: 'publish-events', alarms });
    this.function = new BundledFunction(this, 'Function', {
      name: 'publish-events',
      bundles,
      environment: { EVENT_BUS: this.eventBus.eventBusArn },
      description: 'Tells integrators what happened',
      timeout: Duration.seconds(30),
      memorySize: 256,
      rights: [allow(['events:PutEvents'], [this.eventBus.eventBusArn]), ...table.streamRights()],
    });
    this.function.addEventSourceMapping('Happenings', {
      eventSourceArn: table.streamArn,
      startingPosition: table.readFrom,
      filters: [
        FilterCriteria.filter({ dynamodb: { NewImage: { type: { S: FilterRule.or(...toldItems) } } } }),
        // An erasure.
        FilterCriteria.filter({
          eventName: ['REMOVE'],
          dynamodb: { OldImage: { type: { S: ['visitor'] } } },
        }),
      ],
      batchSize: 100,
      // Fewer, fuller requests; nobody waits for an event as for an answer.
      maxBatchingWindow: Duration.seconds(1),
      parallelizationFactor: 4,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // However often that is. Half of the day that the stream keeps them is left to fetch those given up.
      maxRecordAge: Duration.hours(12),
      onFailure: deadLetters.asStreamDestination(),
    });
    this.#watch(alarms);
  }

  #watch(alarms: Alarms): void {
    alarms.on('EventsBehind', {
      section: 'events-behind',
      says: 'Domain events are published more than ten minutes late.',
      metric: this.function.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: fiveMinutes }),
      threshold: 600_000,
    });
    alarms.on('EventsLeftOut', {
      section: 'events-behind',
      says: 'A change could not be read, and no domain event tells of it.',
      metric: new Metric({
        // As functions/publish-events.ts writes it.
        namespace: metricNamespace,
        metricName: 'EventsLeftOut',
        dimensionsMap: { Function: this.function.functionName },
        statistic: Stats.SUM,
        period: fiveMinutes,
      }),
      threshold: 1,
    });
  }
}
