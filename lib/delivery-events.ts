import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { BundledFunction } from './bundled-function.ts';
import { DeadLetters } from './dead-letters.ts';
import type { EnvironmentOf } from './function-variables.ts';

export interface DeliveryEventsProps {
  bundles: string;
  environment: EnvironmentOf<'record-email-event'>;
  rights: PolicyStatement[];
  /** The configuration set whose e-mails are ours: the bus has events of every sender of the account. */
  configurationSet: string;
  alarms: Alarms;
}

/** Records what SES says became of each e-mail. */
export class DeliveryEvents extends Construct {
  readonly function: Function;

  constructor(scope: Construct, id: string, props: DeliveryEventsProps) {
    super(scope, id);
    const deadLetters = new DeadLetters(this, 'DeadLetters', { of: 'record-email-event', alarms: props.alarms });
    this.function = new BundledFunction(this, 'Function', {
      name: 'record-email-event',
      bundles: props.bundles,
      environment: props.environment,
      description: 'Records what SES says became of an e-mail',
      timeout: Duration.seconds(15),
      rights: props.rights,
      deadLetters,
    });
    new Rule(this, 'OfOurMail', {
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [props.configurationSet] } } },
      },
      targets: [new LambdaFunction(this.function, { deadLetterQueue: deadLetters, retryAttempts: 100 })],
    });
  }
}
