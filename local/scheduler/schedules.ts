import { randomUUID } from 'node:crypto';
import type { SteppedClock } from '../clock/stepped-clock.ts';
import type { Timetable } from '../clock/timetable.ts';
import type { RecordFolder } from '../disk/record-folder.ts';
import type { DeadLetters } from '../events/dead-letters.ts';
import type { EventQueue } from '../lambda/event-queue.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { arn } from '../synthesis/pseudo-parameters.ts';
import { nextTime, scheduleExpression } from './schedule-expression.ts';
import { scheduleId } from './schedule.ts';
import type { Schedule } from './schedule.ts';

export interface SchedulesOptions {
  readonly folder: RecordFolder<Schedule>;
  readonly lambda: Pick<Lambda, 'knows'>;
  readonly asynchronous: Pick<EventQueue, 'accept'>;
  readonly deadLetters: Pick<DeadLetters, 'send'>;
  readonly clock: SteppedClock;
  readonly timetable: Timetable;
}

/**
 * EventBridge Scheduler's clockwork. A schedule fires exactly at its time (the service: within the minute that follows)
 * by an asynchronous invocation, so failures of the function are Lambda's business; only what cannot be delivered to
 * Lambda at all goes to the schedule's own dead letter queue. What came due while this machine was off fires at its start.
 */
export class Schedules {
  readonly #options: SchedulesOptions;
  readonly #alarms = new Map<string, () => void>();

  constructor(options: SchedulesOptions) {
    this.#options = options;
  }

  /** Goes on with the schedules of an earlier run. */
  resume(): void {
    for (const [, schedule] of this.#options.folder.all()) this.#setAlarm(schedule);
  }

  find(id: Pick<Schedule, 'groupName' | 'name'>): Schedule | undefined {
    return this.#options.folder.get(scheduleId(id));
  }

  all(): Schedule[] {
    return this.#options.folder.all().map(([, schedule]) => schedule);
  }

  /** When it fires next; undefined if it does not any more. */
  nextTimeOf(schedule: Schedule): number | undefined {
    const expression = scheduleExpression(schedule.expression);
    if (expression === undefined || !schedule.enabled) return undefined;
    const { timeZone, lastFiredAt, createdAt } = schedule;
    return nextTime(expression, {
      after: lastFiredAt ?? createdAt,
      timeZone,
      hasFired: lastFiredAt !== undefined,
    });
  }

  /** Creates a schedule or replaces it. On disk when this resolves. */
  put(schedule: Schedule): void {
    this.#options.folder.put(scheduleId(schedule), schedule);
    this.#setAlarm(schedule);
  }

  delete(schedule: Schedule): void {
    this.#clearAlarm(schedule);
    this.#options.folder.delete(scheduleId(schedule));
  }

  #setAlarm(schedule: Schedule): void {
    this.#clearAlarm(schedule);
    const time = this.nextTimeOf(schedule);
    if (time === undefined) return;
    const cancel = this.#options.timetable.at(time, () => this.#fire(schedule, time));
    this.#alarms.set(scheduleId(schedule), cancel);
  }

  #clearAlarm(schedule: Schedule): void {
    this.#alarms.get(scheduleId(schedule))?.();
    this.#alarms.delete(scheduleId(schedule));
  }

  /** First the event, then the schedule's own state: killed in between, it fires once more, as the service may too. */
  #fire(schedule: Schedule, time: number): void {
    const { clock } = this.#options;
    this.#deliver(schedule, time);
    // Deleted or changed while it fired.
    if (this.find(schedule) !== schedule) return;
    // However late it fires, the next time counts from now: what was missed is not made up for.
    const fired = { ...schedule, lastFiredAt: Math.max(time, clock.now() - lateness) };
    if (this.nextTimeOf(fired) === undefined && schedule.deleteAfterCompletion) this.delete(schedule);
    else this.put(fired);
  }

  #deliver({ name, groupName, target }: Schedule, time: number): void {
    const { lambda, asynchronous, deadLetters } = this.#options;
    const event = (target.input ?? '{}')
      .replaceAll('<aws.scheduler.scheduled-time>', new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'))
      .replaceAll('<aws.scheduler.execution-id>', randomUUID())
      .replaceAll('<aws.scheduler.attempt-number>', '1')
      .replaceAll('<aws.scheduler.schedule-arn>', arn('scheduler', `schedule/${groupName}/${name}`));
    if (lambda.knows(target.functionArn)) {
      asynchronous.accept(target.functionArn, event);
    } else if (target.deadLetterArn !== undefined) {
      deadLetters.send(target.deadLetterArn, event, {
        ERROR_CODE: 'ResourceNotFoundException',
        ERROR_MESSAGE: `Function not found: ${target.functionArn}`,
        TARGET_ARN: target.functionArn,
      });
    }
  }
}

/** A rate that fires a little late keeps its rhythm. */
const lateness = 1000;
