import { isObject, listOf, objectOf, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { matches } from '../event-pattern.ts';
import type { Resource, Resources } from '../synthesis/template.ts';

/** A rule of an event bus. */
export interface EventRule {
  readonly name: string;
  /** Name of its bus. */
  readonly bus: string;
  readonly arn: string;
  readonly pattern: JsonObject | undefined;
  /** `rate(…)` or `cron(…)`. */
  readonly schedule: string | undefined;
  readonly targets: readonly EventTarget[];
}

export interface EventTarget {
  readonly functionArn: string;
  /** What the target gets in place of the event. */
  readonly input: string | undefined;
  readonly deadLetterArn: string | undefined;
}

/** Where AWS's own services publish. */
export const defaultBus = 'default';

/** A bus may be named by its ARN. */
export function busName(nameOrArn: string): string {
  return nameOrArn.split(':event-bus/').at(-1) ?? nameOrArn;
}

/** The template's rules that are switched on. */
export function eventRules(resources: Resources): EventRule[] {
  return resources
    .ofType('AWS::Events::Rule')
    .filter(({ properties }) => (textOf(properties.State) ?? 'ENABLED').startsWith('ENABLED'))
    .map((rule) => ({
      name: rule.ref,
      bus: busName(textOf(rule.properties.EventBusName) ?? defaultBus),
      arn: rule.attribute('Arn'),
      pattern: isObject(rule.properties.EventPattern) ? rule.properties.EventPattern : undefined,
      schedule: textOf(rule.properties.ScheduleExpression),
      targets: targetsOf(rule),
    }));
}

/** What an event on a bus goes to, and in which form. */
export function targetsOfEvent(
  rules: readonly EventRule[],
  event: JsonObject,
  onBus: string = defaultBus,
): { functionArn: string; event: string }[] {
  return rules
    .filter(({ bus, pattern }) => bus === onBus && pattern !== undefined && matches(pattern, event))
    .flatMap(({ targets }) => targets)
    .map(({ functionArn, input }) => ({ functionArn, event: input ?? JSON.stringify(event) }));
}

function targetsOf({ properties }: Resource): EventTarget[] {
  return listOf(properties.Targets)
    .map(objectOf)
    .map((target) => {
      if (target.InputTransformer !== undefined || target.InputPath !== undefined) {
        throw new Error('Of what a rule hands to its target, only the event itself and a constant are emulated');
      }
      return target;
    })
    .map((target) => ({
      functionArn: textOf(target.Arn) ?? '',
      input: textOf(target.Input),
      deadLetterArn: textOf(objectOf(target.DeadLetterConfig).Arn),
    }));
}
