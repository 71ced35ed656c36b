import { ConflictException, CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import type { Instant } from '../domain/instant.ts';
import type { UnreadCheck, UnreadTimer } from '../domain/notification/unread-timer.ts';
import { invokeAsync } from './invoke-async.ts';

export interface SchedulerTimerOptions {
  readonly group: string;
  /** Alias of check-unread. */
  readonly targetArn: string;
  readonly roleArn: string;
  readonly deadLetterArn: string;
  readonly client?: SchedulerClient;
}

/**
 * Timers as one-shot schedules of EventBridge Scheduler. A schedule's name says which conversation, episode and arm it is
 * for, so arming twice is a ConflictException, which means: armed already.
 */
export function schedulerTimer(options: SchedulerTimerOptions): UnreadTimer {
  const { group, targetArn, roleArn, deadLetterArn, client = new SchedulerClient() } = options;
  return {
    async arm(check, at) {
      const name = scheduleName(check);
      try {
        await client.send(
          new CreateScheduleCommand({
            Name: name,
            ClientToken: name,
            GroupName: group,
            ScheduleExpression: `at(${nextWholeMinute(at)})`,
            ScheduleExpressionTimezone: 'UTC',
            FlexibleTimeWindow: { Mode: 'OFF' },
            ActionAfterCompletion: 'DELETE',
            Target: {
              Arn: targetArn,
              RoleArn: roleArn,
              Input: JSON.stringify(check),
              DeadLetterConfig: { Arn: deadLetterArn },
              RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 3600 },
            },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConflictException)) throw error;
      }
    },
    checkNow: (check) => invokeAsync(targetArn, check),
  };
}

/** At most 64 characters: `u-`, 26 of the conversation's id, and two numbers. */
export function scheduleName({ conversationId, episode, arm }: UnreadCheck): string {
  return `u-${conversationId}-${episode}-${arm}`;
}

/** Scheduler is exact to the minute and may ring anywhere in it: rounded up, it never rings early. */
export function nextWholeMinute(at: Instant): string {
  const minute = 60_000;
  return new Date(Math.ceil(Date.parse(at) / minute) * minute).toISOString().slice(0, 19);
}
