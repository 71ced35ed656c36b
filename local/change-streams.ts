import { join } from 'node:path';
import type { Activity } from './activity.ts';
import type { SteppedClock } from './clock/stepped-clock.ts';
import type { Timetable } from './clock/timetable.ts';
import type { Disturbance } from './faults/faults.ts';
import type { EngineClient } from './dynamodb/engine-client.ts';
import { eventSourceMappings } from './dynamodb/event-source-mapping.ts';
import { StreamConsumer } from './dynamodb/stream-consumer.ts';
import type { Lambda } from './lambda/lambda.ts';
import type { Stores } from './stores.ts';
import type { Resources } from './synthesis/template.ts';

export interface ChangeStreamsOptions {
  readonly resources: Resources;
  readonly engine: EngineClient;
  readonly dataFolder: string;
  readonly lambda: Lambda;
  readonly stores: Stores;
  readonly clock: SteppedClock;
  readonly timetable: Timetable;
  readonly activity: Activity;
  readonly disturbed: (functionName: string) => Disturbance | undefined;
}

/** What was written past the endpoint, by another program on the same engine, is found this late at most. */
const pollEveryMs = 1000;

/** All consumers of the tables' streams. */
export class ChangeStreams {
  readonly #consumers: readonly StreamConsumer[];
  #timer: NodeJS.Timeout | undefined;

  private constructor(consumers: readonly StreamConsumer[]) {
    this.#consumers = consumers;
  }

  /** Throws when a mapping leads to a function that does not run here. */
  static async open({ resources, stores, dataFolder, ...others }: ChangeStreamsOptions): Promise<ChangeStreams> {
    const consumers = eventSourceMappings(resources).map((mapping) => {
      if (!others.lambda.knows(mapping.functionName)) throw new Error(`${mapping.id} leads to no function`);
      const checkpointFile = join(dataFolder, 'streams', `${mapping.id}.json`);
      return StreamConsumer.open({ ...others, mapping, checkpointFile, deadLetters: stores.deadLetters });
    });
    return new ChangeStreams(await Promise.all(consumers));
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), pollEveryMs);
    this.look();
  }

  /** Something may have been written. */
  look(): void {
    // An engine that cannot be asked just now is asked again; one that is gone ends the whole machine.
    void this.readToEnd().catch(() => undefined);
  }

  async readToEnd(): Promise<void> {
    await Promise.all(this.#consumers.map((consumer) => consumer.readToEnd()));
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#consumers.map((consumer) => consumer.stop()));
  }
}
