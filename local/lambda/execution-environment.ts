import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from './function-definition.ts';
import type { FunctionError, InvokeMessage, WorkerMessage, WorkerStart } from './worker-messages.ts';

/** What became of one invocation. */
export type Invocation =
  | { readonly kind: 'succeeded'; readonly requestId: string; readonly payload: string }
  | { readonly kind: 'failed'; readonly requestId: string; readonly error: FunctionError };

export interface EnvironmentOptions {
  readonly definition: FunctionDefinition;
  /** All variables that the function sees. */
  readonly variables: Readonly<Record<string, string>>;
  readonly clockOffset: SharedArrayBuffer;
  /** The compiled worker-program.ts. */
  readonly program: string;
  /** Where the function's log goes, one after the other. */
  readonly logFile: string;
}

interface Running {
  readonly resolve: (invocation: Invocation) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * One worker with one function. Unlike Lambda's, which run one invocation at a time and are as many as needed, it runs
 * invocations side by side; a module that keeps state between them sees no difference it could rely on.
 *
 * A worker whose invocation timed out, or that crashed, takes no further ones: `isUsable` is false and the next one is
 * given another worker. What runs in it beside a timed-out invocation may still finish.
 */
export class ExecutionEnvironment {
  readonly #worker: Worker;
  readonly #options: EnvironmentOptions;
  readonly #running = new Map<string, Running>();
  #usable = true;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    const { definition, clockOffset, program, variables, logFile } = options;
    const start: WorkerStart = {
      module: pathToFileURL(definition.file).href,
      handler: definition.handler,
      clockOffset,
      functionName: definition.name,
      functionArn: definition.arn,
      memoryMb: definition.memoryMb,
    };
    this.#worker = new Worker(program, {
      workerData: start,
      env: { ...variables },
      // Without the runner's own loader, which would double the time to start.
      execArgv: ['--no-warnings'],
      stdout: true,
      stderr: true,
      name: definition.name,
    });
    const log = createWriteStream(logFile, { flags: 'a' });
    this.#worker.stdout.pipe(log, { end: false });
    this.#worker.stderr.pipe(log, { end: false });
    this.#worker.on('message', (message: WorkerMessage) => this.#finish(message.id, outcomeOf(message)));
    this.#worker.on('error', (error) => this.#end({ errorType: error.name, errorMessage: error.message }));
    this.#worker.on('exit', (code) => {
      this.#end({ errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with error: exit status ${code}` });
      log.end();
    });
  }

  get isUsable(): boolean {
    return this.#usable;
  }

  /** Runs the handler with an event in JSON. Never rejects: a failure is an outcome. */
  async invoke(event: string): Promise<Invocation> {
    const { timeoutMs } = this.#options.definition;
    const message: InvokeMessage = { id: randomUUID(), event, timeoutMs };
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#timeOut(message.id), timeoutMs);
      this.#running.set(message.id, { resolve, timer });
      this.#worker.postMessage(message);
    });
  }

  async stop(): Promise<void> {
    this.#usable = false;
    await this.#worker.terminate();
  }

  #timeOut(id: string): void {
    this.#usable = false;
    const seconds = (this.#options.definition.timeoutMs / 1000).toFixed(2);
    const errorMessage = `${id} Task timed out after ${seconds} seconds`;
    this.#finish(id, { kind: 'failed', requestId: id, error: { errorType: 'Sandbox.Timedout', errorMessage } });
  }

  #finish(id: string, invocation: Invocation): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    clearTimeout(running.timer);
    this.#running.delete(id);
    running.resolve(invocation);
    if (!this.#usable && this.#running.size === 0) void this.#worker.terminate();
  }

  /** The worker is gone, and with it everything that ran in it. */
  #end(error: FunctionError): void {
    this.#usable = false;
    for (const id of [...this.#running.keys()]) this.#finish(id, { kind: 'failed', requestId: id, error });
  }
}

function outcomeOf(message: WorkerMessage): Invocation {
  const requestId = message.id;
  return message.kind === 'result'
    ? { kind: 'succeeded', requestId, payload: message.payload }
    : { kind: 'failed', requestId, error: message.error };
}
