import type { EventRule } from '../events/event-rules.ts';
import { accountId, region } from '../synthesis/pseudo-parameters.ts';
import type { Resources } from '../synthesis/template.ts';
import { scheduleFrom } from './schedule-input.ts';
import type { Schedule } from './schedule.ts';
import type { Schedules } from './schedules.ts';

/** Under this name the schedules of EventBridge rules, which know no groups, stand beside the others. */
const rulesGroup = 'rules';

/**
 * Brings the schedules in line with the template: creates what is new, replaces what was changed, removes what is gone.
 * One that stays the same keeps its rhythm over a restart.
 */
export function putTemplateSchedules(
  schedules: Schedules,
  { resources, rules, now }: { resources: Resources; rules: readonly EventRule[]; now: number },
): void {
  const wanted = [...ofScheduler(resources, now), ...ofRules(rules, now)];
  for (const schedule of wanted) {
    if (schedules.find(schedule)?.definition !== schedule.definition) schedules.put(schedule);
  }
  for (const schedule of schedules.all()) {
    const stays = wanted.some(({ groupName, name }) => groupName === schedule.groupName && name === schedule.name);
    if (schedule.fromTemplate && !stays) schedules.delete(schedule);
  }
}

function ofScheduler(resources: Resources, now: number): Schedule[] {
  return resources
    .ofType('AWS::Scheduler::Schedule')
    .map(({ ref, properties }) => ({ ...scheduleFrom(ref, properties, now), fromTemplate: true }));
}

function ofRules(rules: readonly EventRule[], now: number): Schedule[] {
  return rules.flatMap(({ name, arn, schedule, targets }) =>
    schedule === undefined
      ? []
      : targets.map(({ functionArn, input, deadLetterArn }, index) => ({
          name: `${name}-${index}`,
          groupName: rulesGroup,
          clientToken: undefined,
          expression: schedule,
          timeZone: 'UTC',
          enabled: true,
          deleteAfterCompletion: false,
          target: {
            functionArn,
            roleArn: '',
            input: input ?? scheduledEvent(arn),
            deadLetterArn,
          },
          createdAt: now,
          changedAt: now,
          lastFiredAt: undefined,
          definition: JSON.stringify({ schedule, functionArn, input }),
          fromTemplate: true,
        })),
  );
}

/** The event of a rule's schedule; the keywords are filled in when it fires. */
function scheduledEvent(ruleArn: string): string {
  return JSON.stringify({
    version: '0',
    id: '<aws.scheduler.execution-id>',
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: accountId,
    time: '<aws.scheduler.scheduled-time>',
    region,
    resources: [ruleArn],
    detail: {},
  });
}
