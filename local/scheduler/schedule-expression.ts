import { cronExpression, nextCronTime } from './cron-expression.ts';
import type { CronExpression } from './cron-expression.ts';
import { instantOfWallTime } from './wall-clock.ts';
import type { WallTime } from './wall-clock.ts';

export type ScheduleExpression =
  | { readonly kind: 'at'; readonly time: WallTime }
  | { readonly kind: 'rate'; readonly everyMs: number }
  | { readonly kind: 'cron'; readonly cron: CronExpression };

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `at(yyyy-mm-ddThh:mm:ss)`, `rate(5 minutes)` and `cron(…)`. Undefined if it is none of them.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function scheduleExpression(text: string): ScheduleExpression | undefined {
  const [, kind, argument = ''] = /^(at|rate|cron)\((.*)\)$/.exec(text) ?? [];
  if (kind === 'at') {
    const time = wallTimeOf(argument);
    return time && { kind, time };
  }
  if (kind === 'rate') {
    const everyMs = period(argument);
    return everyMs === undefined ? undefined : { kind, everyMs };
  }
  if (kind === 'cron') {
    const cron = cronExpression(argument);
    return cron && { kind, cron };
  }
  return undefined;
}

/** When it fires for the first time after an instant, or after it last fired; undefined if it does not any more. */
export function nextTime(
  expression: ScheduleExpression,
  { after, timeZone, hasFired }: { readonly after: number; readonly timeZone: string; readonly hasFired: boolean },
): number | undefined {
  switch (expression.kind) {
    case 'at':
      // One in the past fires at once.
      return hasFired ? undefined : instantOfWallTime(expression.time, timeZone);
    case 'rate':
      return after + expression.everyMs;
    case 'cron':
      return nextCronTime(expression.cron, after, timeZone);
  }
}

function wallTimeOf(text: string): WallTime | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  // A date that does not exist (30 February, 25 o'clock) comes back as another one.
  const written = new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString().slice(0, 19);
  return written === text ? { year, month, day, hour, minute, second } : undefined;
}

function period(text: string): number | undefined {
  const [, count = '', unit = '', plural = ''] = /^(\d+) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const value = Number(count);
  // EventBridge refuses `rate(5 minute)` and `rate(1 minutes)`.
  if (value < 1 || (value === 1) === (plural === 's')) return undefined;
  return value * units[unit as keyof typeof units];
}
