import { AwsError, jsonAnswer, restJsonRefusal } from '../aws/service.ts';
import type { AwsAnswer, AwsRequest, AwsService } from '../aws/service.ts';
import { objectOf, parseJson, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { arn } from '../synthesis/pseudo-parameters.ts';
import { scheduleFrom } from './schedule-input.ts';
import type { Schedule } from './schedule.ts';
import type { Schedules } from './schedules.ts';

const path = /^\/schedules\/([^/]+)$/;

const operations: Readonly<Record<string, string>> = {
  POST: 'CreateSchedule',
  GET: 'GetSchedule',
  PUT: 'UpdateSchedule',
  DELETE: 'DeleteSchedule',
};

/** EventBridge Scheduler for the template's groups. https://docs.aws.amazon.com/scheduler/latest/APIReference/ */
export function schedulerApi(schedules: Schedules, groups: readonly string[], now: () => number): AwsService {
  return {
    name: 'scheduler',
    operation: ({ method, path: requested }) => (path.test(requested) ? operations[method] : undefined),
    answer: (operation, request): AwsAnswer => {
      const name = decodeURIComponent(path.exec(request.path)?.[1] ?? '');
      switch (operation) {
        case 'CreateSchedule': {
          const schedule = scheduleFrom(name, inputOf(request), now());
          groupMustExist(schedule.groupName, groups);
          const existing = schedules.find(schedule);
          if (existing === undefined) schedules.put(schedule);
          else if (!isRepetition(schedule, existing)) {
            throw new AwsError(409, 'ConflictException', `Schedule ${name} already exists.`);
          }
          return jsonAnswer({ ScheduleArn: arnOf(schedule) });
        }
        case 'UpdateSchedule': {
          const schedule = scheduleFrom(name, inputOf(request), now());
          const { createdAt } = existingSchedule(schedules, groups, name, schedule.groupName);
          schedules.put({ ...schedule, createdAt });
          return jsonAnswer({ ScheduleArn: arnOf(schedule) });
        }
        case 'DeleteSchedule': {
          const groupName = request.query.get('groupName') ?? 'default';
          schedules.delete(existingSchedule(schedules, groups, name, groupName));
          return jsonAnswer({});
        }
        default: {
          const groupName = request.query.get('groupName') ?? 'default';
          return jsonAnswer(described(existingSchedule(schedules, groups, name, groupName)));
        }
      }
    },
    refuse: restJsonRefusal,
  };
}

function inputOf({ body }: AwsRequest): JsonObject {
  try {
    return objectOf(parseJson(body.toString()));
  } catch {
    throw new AwsError(400, 'ValidationException', 'The request body is not JSON.');
  }
}

function groupMustExist(groupName: string, groups: readonly string[]): void {
  if (groupName === 'default' || groups.includes(groupName)) return;
  throw new AwsError(404, 'ResourceNotFoundException', `Schedule group ${groupName} does not exist.`);
}

function existingSchedule(schedules: Schedules, groups: readonly string[], name: string, groupName: string): Schedule {
  groupMustExist(groupName, groups);
  const existing = schedules.find({ name, groupName });
  if (existing !== undefined) return existing;
  throw new AwsError(404, 'ResourceNotFoundException', `Schedule ${name} does not exist.`);
}

/** The same call again, by its client token, is answered like the first. */
function isRepetition(schedule: Schedule, existing: Schedule): boolean {
  return schedule.clientToken !== undefined && schedule.definition === existing.definition;
}

function arnOf({ groupName, name }: Schedule): string {
  return arn('scheduler', `schedule/${groupName}/${name}`);
}

function described(schedule: Schedule): JsonObject {
  const { ClientToken: _, ...definition } = objectOf(parseJson(schedule.definition));
  return {
    ...definition,
    Arn: arnOf(schedule),
    Name: schedule.name,
    GroupName: schedule.groupName,
    ScheduleExpressionTimezone: schedule.timeZone,
    State: schedule.enabled ? 'ENABLED' : 'DISABLED',
    ActionAfterCompletion: textOf(definition.ActionAfterCompletion) ?? 'NONE',
    CreationDate: schedule.createdAt / 1000,
    LastModificationDate: schedule.changedAt / 1000,
  };
}
