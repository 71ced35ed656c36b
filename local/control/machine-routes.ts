import type { PassingTime } from '../clock/passing-time.ts';
import type { DeadLetter, DeadLetters } from '../events/dead-letters.ts';
import type { TokenIssuer } from '../identity/token-issuer.ts';
import { isObject, objectOf, parseJson, textOf } from '../json.ts';
import type { EventQueue } from '../lambda/event-queue.ts';
import type { Lambda } from '../lambda/lambda.ts';
import type { Schedules } from '../scheduler/schedules.ts';
import type { ControlRoute } from './control-api.ts';
import { ControlProblem, invalidField, notFound } from './problem.ts';

export interface MachineRoutesOptions {
  readonly isReady: () => boolean;
  readonly time: PassingTime;
  readonly schedules: Schedules;
  readonly deadLetters: DeadLetters;
  readonly issuer: TokenIssuer;
  readonly events: Pick<EventQueue, 'accept'>;
  readonly lambda: Pick<Lambda, 'fileNames' | 'crash'>;
  /** Where the table can be read. */
  readonly table: { readonly endpoint: string; readonly name: string; readonly dataFolder: string };
  readonly now: () => Date;
}

/** Longer than anything here lives. */
const mostSeconds = 10 * 366 * 86_400;

/** Time, schedules, dead letters and agents' tokens. */
export function machineRoutes(options: MachineRoutesOptions): Record<string, ControlRoute> {
  const { isReady, time, schedules, deadLetters, issuer, events, lambda, table, now } = options;
  return {
    'GET /__local/ready': () => {
      if (!isReady()) throw new ControlProblem(503, 'not_ready', 'Not everything is wired yet.');
      return { json: { ready: true } };
    },
    'POST /__local/clock': async ({ body }) => {
      const { advanceSeconds } = body;
      if (typeof advanceSeconds !== 'number' || !(advanceSeconds >= 0 && advanceSeconds <= mostSeconds)) {
        throw invalidField('advanceSeconds', `a number from 0 to ${mostSeconds}`);
      }
      return { json: { now: new Date(await time.advance(advanceSeconds)).toISOString() } };
    },
    'GET /__local/schedules': () => ({ json: listed(schedules) }),
    'GET /__local/dead-letters': () => ({ json: deadLetters.all() }),
    'POST /__local/dead-letters/{id}/redrive': ({ pathParameters }) => {
      const letter = deadLetters.find(pathParameters.id ?? '');
      if (letter === undefined) throw notFound('dead letter');
      const { functionArn, event } = invocationOf(letter);
      events.accept(functionArn, event);
      deadLetters.delete(letter.id);
      return { json: { redriven: true } };
    },
    'POST /__local/crash': async ({ body }) => {
      const name = lambda.fileNames().find((one) => one === body.function);
      if (name === undefined) throw invalidField('function', `one of ${lambda.fileNames().join(', ')}`);
      return { json: { crashed: await lambda.crash(name) } };
    },
    'GET /__local/table': () => ({ json: { ...table, now: now().toISOString() } }),
    'GET /__local/agent-token': async ({ query }) => {
      const agent = query.get('agent') ?? 'ada';
      if (!/^[\w.-]{1,64}$/.test(agent))
        throw invalidField('agent', 'a name of 1 to 64 letters, digits, ".", "_", "-"');
      return { json: { token: await issuer.token(agent, query.get('admin') === 'true' ? 'admin' : 'agent') } };
    },
    'GET /__local/oidc/.well-known/openid-configuration': () => ({ json: issuer.discovery() }),
    'GET /__local/oidc/.well-known/jwks.json': () => ({ json: issuer.jwks() }),
  };
}

/** What a dead letter of an asynchronous invocation says to invoke again; one of a stream names records only. */
function invocationOf({ body }: DeadLetter): { readonly functionArn: string; readonly event: string } {
  const record = objectOf(parseJson(body));
  const functionArn = textOf(objectOf(record.requestContext).functionArn);
  if (functionArn === undefined || !isObject(record.requestPayload)) {
    throw new ControlProblem(409, 'not_redrivable', 'This dead letter does not hold the event itself.');
  }
  return { functionArn, event: JSON.stringify(record.requestPayload) };
}

/** What is due next comes first. */
function listed(schedules: Schedules): object[] {
  const iso = (time: number | undefined): string | undefined =>
    time === undefined ? undefined : new Date(time).toISOString();
  return schedules
    .all()
    .map((schedule) => ({ schedule, nextAt: iso(schedules.nextTimeOf(schedule)) }))
    .sort((a, b) => (a.nextAt ?? '~').localeCompare(b.nextAt ?? '~'))
    .map(({ schedule, nextAt }) => ({
      name: schedule.name,
      group: schedule.groupName,
      expression: schedule.expression,
      timeZone: schedule.timeZone,
      nextAt,
      lastFiredAt: iso(schedule.lastFiredAt),
      target: schedule.target.functionArn,
      input: schedule.target.input,
    }));
}
