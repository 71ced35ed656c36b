import { randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import type { SteppedClock } from '../clock/stepped-clock.ts';
import type { Timetable } from '../clock/timetable.ts';
import type { RecordFolder } from '../disk/record-folder.ts';
import type { DeadLetters } from '../events/dead-letters.ts';
import { arn } from '../synthesis/pseudo-parameters.ts';
import type { AsynchronousSettings } from './asynchronous-settings.ts';
import type { EventQueue, HeldEvent } from './event-queue.ts';
import type { Invocation } from './execution-environment.ts';
import { functionTarget } from './function-definition.ts';
import type { FunctionTarget } from './function-definition.ts';
import type { Lambda } from './lambda.ts';

/** An event that was accepted and is not done with. */
export interface QueuedEvent {
  readonly target: FunctionTarget;
  /** JSON. */
  readonly event: string;
  /** Milliseconds since 1970. */
  readonly acceptedAt: number;
  readonly dueAt: number;
  /** Attempts that failed. */
  readonly failures: number;
}

export interface AsynchronousInvocationsOptions {
  readonly lambda: Pick<Lambda, 'invoke'>;
  readonly queue: RecordFolder<QueuedEvent>;
  readonly settingsOf: (target: FunctionTarget) => AsynchronousSettings;
  readonly deadLetters: Pick<DeadLetters, 'send'>;
  readonly clock: SteppedClock;
  readonly timetable: Timetable;
  readonly activity: Activity;
}

/** Lambda waits one minute before the first retry and two before the second. */
const retryDelaysMs = [60_000, 120_000];

/**
 * Lambda's queue for asynchronous invocations. An event is on disk before it is acknowledged and stays there until it
 * has succeeded or was given up: after the retries a record of it goes to the failure destination.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class AsynchronousInvocations implements EventQueue {
  readonly #options: AsynchronousInvocationsOptions;
  #stopped = false;

  constructor(options: AsynchronousInvocationsOptions) {
    this.#options = options;
  }

  /** Goes on with what an earlier run had accepted. */
  resume(): void {
    for (const [id, queued] of this.#options.queue.all()) this.#schedule(id, queued);
  }

  accept(nameOrArn: string, event: string): void {
    void this.hold(nameOrArn, event).start();
  }

  hold(nameOrArn: string, event: string): HeldEvent {
    const end = this.#options.activity.begin();
    try {
      const { id, queued } = this.#put(nameOrArn, event, 0);
      return { start: () => this.#attempt(id, queued).finally(end) };
    } catch (error) {
      end();
      throw error;
    }
  }

  later(nameOrArn: string, event: string, milliseconds: number): HeldEvent {
    const { id, queued } = this.#put(nameOrArn, event, milliseconds);
    const cancel = this.#schedule(id, queued);
    return {
      start: async () => {
        cancel();
        // It may have run meanwhile.
        if (this.#options.queue.get(id)?.failures === 0) {
          await this.#options.activity.during(() => this.#attempt(id, queued));
        }
      },
    };
  }

  /** From now on an attempt that fails was cut off: its event stays as it is for the next start. */
  stop(): void {
    this.#stopped = true;
  }

  #put(nameOrArn: string, event: string, waitMs: number): { readonly id: string; readonly queued: QueuedEvent } {
    const { clock, queue } = this.#options;
    const id = randomUUID();
    const now = clock.now();
    const queued = { target: functionTarget(nameOrArn), event, acceptedAt: now, dueAt: now + waitMs, failures: 0 };
    queue.put(id, queued);
    return { id, queued };
  }

  #schedule(id: string, queued: QueuedEvent): () => void {
    return this.#options.timetable.at(queued.dueAt, () => {
      void this.#options.activity.during(() => this.#attempt(id, queued));
    });
  }

  async #attempt(id: string, queued: QueuedEvent): Promise<void> {
    const { lambda, queue, settingsOf, clock } = this.#options;
    const { target, event } = queued;
    const invocation = await lambda.invoke(`${target.name}:${target.qualifier}`, event).catch(unknownFunction);
    if (invocation.kind === 'succeeded') {
      queue.delete(id);
      return;
    }
    if (this.#stopped) return;
    const settings = settingsOf(target);
    const failures = queued.failures + 1;
    const dueAt = clock.now() + (retryDelaysMs[failures - 1] ?? 0);
    const tooOld = dueAt > queued.acceptedAt + settings.maximumAgeMs;
    if (failures > settings.retries || tooOld) {
      const condition = failures > settings.retries ? 'RetriesExhausted' : 'EventAgeExceeded';
      this.#giveUp({ ...queued, failures }, invocation, settings, condition);
      queue.delete(id);
      return;
    }
    const retry = { ...queued, failures, dueAt };
    queue.put(id, retry);
    this.#schedule(id, retry);
  }

  /** The record is laid down in "Destinations" of the page above. */
  #giveUp(
    queued: QueuedEvent,
    { requestId, error }: Extract<Invocation, { kind: 'failed' }>,
    { onFailure, deadLetterQueue }: AsynchronousSettings,
    condition: string,
  ): void {
    const { deadLetters, clock } = this.#options;
    const { name, qualifier } = queued.target;
    if (deadLetterQueue !== undefined) {
      const attributes = { RequestID: requestId, ErrorCode: '200', ErrorMessage: error.errorMessage };
      deadLetters.send(deadLetterQueue, queued.event, attributes);
    }
    if (onFailure === undefined) return;
    const record = {
      version: '1.0',
      timestamp: clock.date().toISOString(),
      requestContext: {
        requestId,
        functionArn: arn('lambda', `function:${name}:${qualifier}`),
        condition,
        approximateInvokeCount: queued.failures,
      },
      requestPayload: JSON.parse(queued.event) as unknown,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: error,
    };
    deadLetters.send(onFailure, JSON.stringify(record));
  }
}

/** A function that was removed from the stack since the event was accepted fails like one that throws. */
function unknownFunction(error: unknown): Extract<Invocation, { kind: 'failed' }> {
  return {
    kind: 'failed',
    requestId: randomUUID(),
    error: { errorType: 'ResourceNotFound', errorMessage: String(error) },
  };
}
