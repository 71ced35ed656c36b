import { AwsError } from '../aws/service.ts';
import type { Around } from '../aws/aws-endpoint.ts';
import type { CallService } from './fault.ts';
import type { Faults } from './faults.ts';

/**
 * The longest that a caller is left without an answer; then they find their connection cut, so that a function is not held up
 * until its own timeout. It is longer than a function waits by itself (5 s for SES); for DynamoDB and Scheduler none stops
 * waiting, and all that it feels is the cut.
 */
const longestSilenceMs: Readonly<Record<CallService, number>> = {
  ses: 6000,
  s3: 6000,
  websocket: 6000,
  eventbridge: 6000,
  dynamodb: 1000,
  scheduler: 1000,
};

/** Names of the services in signatures. */
const signingNames: Readonly<Record<string, CallService>> = {
  dynamodb: 'dynamodb',
  scheduler: 'scheduler',
  ses: 'ses',
  s3: 's3',
  'execute-api': 'websocket',
  events: 'eventbridge',
};

/** How each service says "too many", and that it failed: status and the error's name, by which its SDK client knows it. */
const refusals: Readonly<Record<CallService, { readonly throttle: Refusal; readonly error: Refusal }>> = {
  dynamodb: { throttle: [400, 'ThrottlingException'], error: [500, 'InternalServerError'] },
  scheduler: { throttle: [429, 'ThrottlingException'], error: [500, 'InternalServerException'] },
  ses: { throttle: [429, 'TooManyRequestsException'], error: [500, 'InternalServiceErrorException'] },
  s3: { throttle: [503, 'SlowDown'], error: [500, 'InternalError'] },
  websocket: { throttle: [429, 'LimitExceededException'], error: [500, 'InternalServerErrorException'] },
  eventbridge: { throttle: [400, 'ThrottlingException'], error: [500, 'InternalException'] },
};

type Refusal = readonly [status: number, code: string];

/** Lets the calls fail for which a fault is armed. */
export function failingCalls(faults: Faults): Around {
  return async (call, next) => {
    const service = signingNames[call.service];
    const mode = service && faults.ofCall(service, call.operation);
    if (service === undefined || mode === undefined) return next();
    switch (mode) {
      case 'throttle':
      case 'error': {
        const [status, code] = refusals[service][mode];
        throw new AwsError(status, code, `${call.operation}: a fault was asked for`);
      }
      case 'timeout-before':
        return { silentMs: longestSilenceMs[service] };
      case 'timeout-after': {
        // What follows from the effect does not wait for a caller that will never be answered.
        await next().then(
          ({ afterwards }) => afterwards?.(),
          () => undefined,
        );
        return { silentMs: longestSilenceMs[service] };
      }
    }
  };
}
