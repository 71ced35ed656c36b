import { createHash } from 'node:crypto';
import { readIfThere, writeAtomically } from '../disk/atomic-file.ts';
import { matches } from '../event-pattern.ts';
import type { Disturbance } from '../faults/faults.ts';
import { numberOf, objectOf } from '../json.ts';
import { arn, region } from '../synthesis/pseudo-parameters.ts';
import { BatchDelivery } from './batch-delivery.ts';
import type { BatchDeliveryOptions, Delivery } from './batch-delivery.ts';
import type { EngineClient } from './engine-client.ts';
import { StreamReader } from './stream-reader.ts';
import type { StreamPosition, StreamRecord } from './stream-reader.ts';

export interface StreamConsumerOptions extends BatchDeliveryOptions {
  readonly engine: EngineClient;
  /** Where it is kept how far the stream was consumed. */
  readonly checkpointFile: string;
  /** What is to become of the next batch for a function, if a fault is armed. */
  readonly disturbed: (functionName: string) => Disturbance | undefined;
}

interface Tracked {
  readonly shardId: string;
  readonly sequenceNumber: string;
  done: boolean;
}

interface Lane {
  readonly waiting: { readonly delivery: Delivery; readonly tracked: Tracked }[];
  busy: boolean;
}

/** Read ahead of the slowest batch by no more than this. */
const mostUnderWay = 5000;

/**
 * Consumes a table's stream for one function: reads it to its end whenever told to, filters, and delivers in batches, in
 * order for each partition key. The checkpoint follows behind the oldest record that is not done with, so that a restart
 * may repeat records but loses none.
 */
export class StreamConsumer {
  readonly #options: StreamConsumerOptions;
  readonly #delivery: BatchDelivery;
  readonly #lanes: Lane[];
  readonly #underWay: Tracked[] = [];
  readonly #consumed: Record<string, string>;
  readonly #reader: StreamReader;
  #streamArn = '';
  #reading: Promise<void> | undefined;
  /** How often somebody asked for a read: more often than when it began means that it must go on. */
  #asked = 0;
  #stopped = false;

  private constructor(options: StreamConsumerOptions, after: StreamPosition | undefined) {
    this.#options = options;
    this.#delivery = new BatchDelivery(options);
    this.#lanes = Array.from({ length: options.mapping.parallelism }, () => ({ waiting: [], busy: false }));
    this.#reader = new StreamReader(options.engine, options.mapping.tableName, after);
    this.#consumed = { ...after?.shards };
  }

  static async open(options: StreamConsumerOptions): Promise<StreamConsumer> {
    const checkpoint = await readIfThere(options.checkpointFile);
    const after = checkpoint === undefined ? undefined : (JSON.parse(checkpoint.toString()) as StreamPosition);
    return new StreamConsumer(options, after);
  }

  /**
   * Reads what is new and starts its delivery. Resolves at the stream's end, which is at or behind everything that was
   * written before the call; what it found counts as activity by then.
   */
  async readToEnd(): Promise<void> {
    this.#asked += 1;
    this.#reading ??= this.#read();
    return this.#reading;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#delivery.stop();
    await this.#reading?.catch(() => undefined);
  }

  async #read(): Promise<void> {
    try {
      this.#streamArn = await this.#reader.streamArn();
      let asked: number;
      do {
        asked = this.#asked;
        while (!this.#stopped && this.#underWay.length < mostUnderWay) {
          const records = await this.#reader.next();
          if (records.length === 0) break;
          for (const record of records) this.#take(record);
          for (const lane of this.#lanes) void this.#drain(lane);
          this.#advanceCheckpoint();
        }
      } while (asked !== this.#asked && !this.#stopped);
    } finally {
      this.#reading = undefined;
    }
  }

  #take({ shardId, sequenceNumber, record }: StreamRecord): void {
    const { mapping, clock } = this.#options;
    const tracked: Tracked = { shardId, sequenceNumber, done: false };
    this.#underWay.push(tracked);
    const dynamodb = objectOf(record.dynamodb);
    const steppedMs = clock.now() - Date.now();
    const event = {
      ...record,
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: region,
      eventSourceARN: arn('dynamodb', `table/${mapping.tableName}/stream/local`),
      dynamodb: {
        ...dynamodb,
        // The engine knows real time only.
        ApproximateCreationDateTime:
          (numberOf(dynamodb.ApproximateCreationDateTime) ?? 0) + Math.round(steppedMs / 1000),
      },
    };
    const counts = mapping.filters.length === 0 || mapping.filters.some((filter) => matches(filter, event));
    if (!counts) {
      tracked.done = true;
      return;
    }
    const key = JSON.stringify(objectOf(dynamodb.Keys)[mapping.partitionKey] ?? null);
    const lane = createHash('sha256').update(key).digest().readUInt32BE() % this.#lanes.length;
    const delivery = { shardId, sequenceNumber, event, readAt: clock.now() };
    this.#lanes[lane]?.waiting.push({ delivery, tracked });
  }

  async #drain(lane: Lane): Promise<void> {
    if (lane.busy) return;
    lane.busy = true;
    while (lane.waiting.length > 0 && !this.#stopped) {
      const { mapping, disturbed } = this.#options;
      const disturbance = disturbed(mapping.functionName);
      const end = await this.#heldUp(disturbance);
      const batch = lane.waiting.splice(0, mapping.batchSize);
      const deliveries = batch.map(({ delivery }) => delivery);
      if (disturbance?.mode === 'reorder') deliveries.reverse();
      if (disturbance?.mode !== 'drop') await this.#delivery.deliver(deliveries);
      if (disturbance?.mode === 'duplicate') await this.#delivery.deliver(deliveries);
      end();
      for (const { tracked } of batch) tracked.done = true;
      this.#advanceCheckpoint();
    }
    lane.busy = false;
  }

  /** Waits as long as a fault wants it. What comes meanwhile is in the batch; that it goes on counts as activity. */
  async #heldUp(disturbance: Disturbance | undefined): Promise<() => void> {
    if (disturbance?.mode !== 'delay' && disturbance?.mode !== 'reorder') return () => undefined;
    const { timetable, clock, activity } = this.#options;
    return new Promise((resolve) => {
      timetable.at(clock.now() + disturbance.delayMs, () => resolve(activity.begin()));
    });
  }

  #advanceCheckpoint(): void {
    let count = 0;
    for (const { shardId, sequenceNumber, done } of this.#underWay) {
      if (!done) break;
      this.#consumed[shardId] = sequenceNumber;
      count += 1;
    }
    if (count === 0) return;
    const wasFull = this.#underWay.length >= mostUnderWay;
    this.#underWay.splice(0, count);
    const position: StreamPosition = { streamArn: this.#streamArn, shards: this.#consumed };
    writeAtomically(this.#options.checkpointFile, JSON.stringify(position));
    // What could not be read now is read at the next occasion.
    if (wasFull) void this.readToEnd().catch(() => undefined);
  }
}
