import { numberOf, objectOf, textOf } from '../json.ts';
import type { Resources } from '../synthesis/template.ts';
import { functionTarget } from './function-definition.ts';
import type { FunctionTarget } from './function-definition.ts';

/** How Lambda treats asynchronous events of a function. */
export interface AsynchronousSettings {
  /** After the first attempt, 0 to 2. */
  readonly retries: number;
  readonly maximumAgeMs: number;
  /** ARN of the queue that gets a record of each event given up. */
  readonly onFailure: string | undefined;
  /** ARN of the function's older dead letter queue, which gets the event itself. */
  readonly deadLetterQueue: string | undefined;
}

/**
 * The settings for a function and qualifier from the template (`AWS::Lambda::EventInvokeConfig`, which counts for exactly
 * one qualifier), with Lambda's defaults: two retries within six hours.
 */
export function asynchronousSettings(resources: Resources): (target: FunctionTarget) => AsynchronousSettings {
  const configured = resources.ofType('AWS::Lambda::EventInvokeConfig').map(({ properties }) => ({
    name: functionTarget(textOf(properties.FunctionName) ?? '').name,
    qualifier: textOf(properties.Qualifier) ?? '$LATEST',
    properties,
  }));
  return ({ name, qualifier }) => {
    const properties = configured.find((one) => one.name === name && one.qualifier === qualifier)?.properties ?? {};
    const ofFunction = resources.byRef(name, 'AWS::Lambda::Function')?.properties.DeadLetterConfig;
    return {
      retries: numberOf(properties.MaximumRetryAttempts) ?? 2,
      maximumAgeMs: (numberOf(properties.MaximumEventAgeInSeconds) ?? 6 * 3600) * 1000,
      onFailure: textOf(objectOf(objectOf(properties.DestinationConfig).OnFailure).Destination),
      deadLetterQueue: textOf(objectOf(ofFunction).TargetArn),
    };
  };
}
