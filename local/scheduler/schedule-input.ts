import { AwsError } from '../aws/service.ts';
import { isObject, numberOf, objectOf, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { scheduleExpression } from './schedule-expression.ts';
import type { Schedule } from './schedule.ts';
import { isTimeZone } from './wall-clock.ts';

/**
 * A schedule from the input of CreateSchedule or UpdateSchedule, or from a template's properties, which are the same.
 * Throws the AwsError with which the service refuses it.
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 */
export function scheduleFrom(name: string, input: JsonObject, now: number): Schedule {
  const invalid = (message: string): AwsError => new AwsError(400, 'ValidationException', message);
  const matching = (field: string, value: string | undefined, pattern: RegExp): string | undefined => {
    if (value !== undefined && !pattern.test(value)) {
      throw invalid(
        `Value '${value}' at '${field}' failed to satisfy constraint: Member must satisfy ${pattern.source}`,
      );
    }
    return value;
  };
  const between = (field: string, value: number | undefined, from: number, to: number): void => {
    if (value !== undefined && !(value >= from && value <= to)) throw invalid(`${field} must be from ${from} to ${to}`);
  };

  matching('name', name, /^[0-9a-zA-Z\-_.]{1,64}$/);
  const groupName = matching('groupName', textOf(input.GroupName), /^[0-9a-zA-Z\-_.]{1,64}$/) ?? 'default';
  const clientToken = matching('clientToken', textOf(input.ClientToken), /^[a-zA-Z0-9\-_]{1,64}$/);
  const expression = textOf(input.ScheduleExpression) ?? '';
  if (scheduleExpression(expression) === undefined) throw invalid(`Invalid Schedule Expression ${expression}.`);
  const timeZone = textOf(input.ScheduleExpressionTimezone) ?? 'UTC';
  if (!isTimeZone(timeZone)) throw invalid(`Provided ScheduleExpressionTimezone is not supported: ${timeZone}.`);
  const state = matching('state', textOf(input.State), /^(ENABLED|DISABLED)$/) ?? 'ENABLED';
  const completion = matching('actionAfterCompletion', textOf(input.ActionAfterCompletion), /^(NONE|DELETE)$/);
  const window = objectOf(input.FlexibleTimeWindow);
  const mode = textOf(window.Mode);
  if (mode === undefined) throw invalid("Value null at 'flexibleTimeWindow.mode' failed to satisfy constraint");
  matching('flexibleTimeWindow.mode', mode, /^(OFF|FLEXIBLE)$/);
  if (mode === 'FLEXIBLE') between('MaximumWindowInMinutes', numberOf(window.MaximumWindowInMinutes) ?? 0, 1, 1440);

  const target = input.Target;
  if (!isObject(target)) throw invalid("Value null at 'target' failed to satisfy constraint: Member must not be null");
  const functionArn = matching('target.arn', textOf(target.Arn) ?? '', /^arn:aws[\w-]*:[^:]+:[^:]*:\d*:.+$/) ?? '';
  const roleArn =
    matching('target.roleArn', textOf(target.RoleArn) ?? '', /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/) ?? '';
  // Checked only: an invocation can always be handed to Lambda here, or never.
  const retries = objectOf(target.RetryPolicy);
  between('MaximumRetryAttempts', numberOf(retries.MaximumRetryAttempts), 0, 185);
  between('MaximumEventAgeInSeconds', numberOf(retries.MaximumEventAgeInSeconds), 60, 86_400);
  return {
    name,
    groupName,
    clientToken,
    expression,
    timeZone,
    enabled: state === 'ENABLED',
    deleteAfterCompletion: completion === 'DELETE',
    target: {
      functionArn,
      roleArn,
      input: textOf(target.Input),
      deadLetterArn: matching(
        'target.deadLetterConfig.arn',
        textOf(objectOf(target.DeadLetterConfig).Arn),
        /^arn:aws[\w-]*:sqs:[^:]+:\d{12}:[\w-]+$/,
      ),
    },
    createdAt: now,
    changedAt: now,
    lastFiredAt: undefined,
    definition: JSON.stringify({ ...input, name }),
    fromTemplate: false,
  };
}
