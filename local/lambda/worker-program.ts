import { parentPort, workerData } from 'node:worker_threads';
import { installSteppedDate } from '../clock/stepped-date.ts';
import type { FunctionError, InvokeMessage, WorkerMessage, WorkerStart } from './worker-messages.ts';

/*
 * Runs in a worker, one for each function, in place of Lambda's Node.js runtime: loads the bundle, with the stepped Date
 * already there, and calls its handler for each message.
 */

type Handler = (event: unknown, context: object) => unknown;

const start = workerData as WorkerStart;
const offset = new BigInt64Array(start.clockOffset);
installSteppedDate(() => Number(Atomics.load(offset, 0)));

const loading = load();
// Whoever awaits it below sees the failure; without this, a failure before the first message would end the process.
loading.catch(() => undefined);

parentPort?.on('message', (message: InvokeMessage) => void invoke(message));

async function load(): Promise<Handler> {
  const module = (await import(start.module)) as Record<string, unknown>;
  const handler = module[start.handler];
  if (typeof handler !== 'function') throw new TypeError(`${start.handler} is undefined or not exported`);
  return handler as Handler;
}

async function invoke({ id, event, timeoutMs }: InvokeMessage): Promise<void> {
  try {
    const handler = await loading;
    const result = await handler(JSON.parse(event), context(id, timeoutMs));
    // What is undefined has no JSON; Lambda answers null.
    answer({ kind: 'result', id, payload: JSON.stringify(result ?? null) });
  } catch (error) {
    answer({ kind: 'error', id, error: functionError(error) });
  }
}

function answer(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function context(awsRequestId: string, timeoutMs: number): object {
  const endsAt = performance.now() + timeoutMs;
  return {
    awsRequestId,
    functionName: start.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.functionArn,
    memoryLimitInMB: String(start.memoryMb),
    logGroupName: `/aws/lambda/${start.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
  };
}

function functionError(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}
