import { callModes, callServices, eventModes, eventServices, operationsOf, sesEventTypes } from '../faults/fault.ts';
import type { CallMode, CallService, EventMode, EventService, Fault } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ControlRoute } from './control-api.ts';
import { invalidField } from './problem.ts';

export interface FaultRoutesOptions {
  readonly faults: Faults;
  /** The functions' file names. */
  readonly functionNames: readonly string[];
}

const mostTimes = 1_000_000;
const longestDelaySeconds = 86_400;
const usualDelaySeconds = 60;

/** What can be made to fail, and what is. */
export function faultRoutes({ faults, functionNames }: FaultRoutesOptions): Record<string, ControlRoute> {
  return {
    'GET /__local/faults': () => ({ json: faults.all() }),
    'POST /__local/faults': ({ body }) => {
      const service = oneOf('service', body.service, [...callServices, ...eventServices]);
      const possible = operations(service, functionNames);
      const operation = oneOf('operation', body.operation, ['*', ...possible]);
      const times = whole('times', body.times, 0, mostTimes);
      if (times === 0)
        faults.clear({ service, operation, ...(body.mode === undefined ? {} : { mode: modeOf(service, body) }) });
      else faults.arm(faultOf(service, operation, times, body));
      return { json: faults.all() };
    },
  };
}

function faultOf(service: Fault['service'], operation: string, times: number, body: JsonObject): Fault {
  const delaySeconds = whole('delaySeconds', body.delaySeconds ?? usualDelaySeconds, 0, longestDelaySeconds);
  return { service, operation, mode: modeOf(service, body), times, delaySeconds } as Fault;
}

function modeOf(service: Fault['service'], { mode }: JsonObject): CallMode | EventMode {
  return isCall(service) ? oneOf('mode', mode, callModes) : oneOf('mode', mode, eventModes);
}

function operations(service: Fault['service'], functionNames: readonly string[]): readonly string[] {
  if (isCall(service)) return operationsOf[service];
  return service === 'ses-events' ? [...functionNames, ...sesEventTypes] : functionNames;
}

function isCall(service: CallService | EventService): service is CallService {
  return (callServices as readonly string[]).includes(service);
}

function oneOf<T extends string>(field: string, value: Json | undefined, possible: readonly T[]): T {
  const found = possible.find((one) => one === value);
  if (found === undefined) throw invalidField(field, `one of ${possible.join(', ')}`);
  return found;
}

function whole(field: string, value: Json | undefined, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalidField(field, `a whole number from ${least} to ${most}`);
}
