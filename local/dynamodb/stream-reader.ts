import { isObject, listOf, objectOf, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { EngineRefusal } from './engine-client.ts';
import type { EngineClient } from './engine-client.ts';

export interface StreamRecord {
  readonly shardId: string;
  readonly sequenceNumber: string;
  /** As `GetRecords` gives it. */
  readonly record: JsonObject;
}

/** How far a stream was read: the last sequence number of each shard. */
export interface StreamPosition {
  readonly streamArn: string;
  readonly shards: Readonly<Record<string, string>>;
}

interface Shard {
  readonly id: string;
  /** Undefined once the shard is read to its end and closed. */
  iterator: string | undefined;
  lastRead: string | undefined;
}

/**
 * Reads the change stream of a table in order, shard after shard, from where an earlier run had come to; without such a
 * position, or if the table is another one by now, from the beginning.
 */
export class StreamReader {
  readonly #engine: EngineClient;
  readonly #tableName: string;
  readonly #after: StreamPosition | undefined;
  readonly #shards = new Map<string, Shard>();
  #streamArn: string | undefined;

  constructor(engine: EngineClient, tableName: string, after: StreamPosition | undefined) {
    this.#engine = engine;
    this.#tableName = tableName;
    this.#after = after;
  }

  /** The next records, at most 1,000; none at the present end of the stream. */
  async next(): Promise<StreamRecord[]> {
    await this.#openShards();
    for (const shard of this.#shards.values()) {
      if (shard.iterator === undefined) continue;
      const records = await this.#read(shard);
      if (records.length > 0) return records;
    }
    return [];
  }

  async streamArn(): Promise<string> {
    this.#streamArn ??= await this.#findStream();
    return this.#streamArn;
  }

  async #findStream(): Promise<string> {
    const { Table } = await this.#engine.table('DescribeTable', { TableName: this.#tableName });
    const streamArn = textOf(objectOf(Table).LatestStreamArn);
    if (streamArn === undefined) throw new Error(`The table ${this.#tableName} has no stream`);
    return streamArn;
  }

  async #read(shard: Shard): Promise<StreamRecord[]> {
    const input = { ShardIterator: shard.iterator, Limit: 1000 };
    let answer: JsonObject;
    try {
      answer = await this.#engine.streams('GetRecords', input);
    } catch (error) {
      if (!(error instanceof EngineRefusal && error.name === 'ExpiredIteratorException')) throw error;
      shard.iterator = await this.#iterator(shard.id, shard.lastRead);
      return this.#read(shard);
    }
    shard.iterator = textOf(answer.NextShardIterator);
    const records = listOf(answer.Records)
      .filter(isObject)
      .map((record) => {
        const sequenceNumber = textOf(objectOf(record.dynamodb).SequenceNumber) ?? '';
        return { shardId: shard.id, sequenceNumber, record };
      });
    shard.lastRead = records.at(-1)?.sequenceNumber ?? shard.lastRead;
    return records;
  }

  /** A shard is opened when its parent has been read to the end: so changes of one item stay in order. */
  async #openShards(): Promise<void> {
    const isFinished = (shard: Shard | undefined): boolean => shard?.iterator === undefined;
    if ([...this.#shards.values()].some((shard) => !isFinished(shard))) return;
    const streamArn = await this.streamArn();
    const { StreamDescription } = await this.#engine.streams('DescribeStream', { StreamArn: streamArn });
    const described = listOf(objectOf(StreamDescription).Shards).map(objectOf);
    const ids = new Set(described.map(({ ShardId }) => textOf(ShardId)));
    for (const { ShardId, ParentShardId } of described) {
      const id = textOf(ShardId) ?? '';
      const parent = textOf(ParentShardId);
      if (this.#shards.has(id)) continue;
      if (parent !== undefined && ids.has(parent) && !this.#isRead(parent)) continue;
      const lastRead = this.#after?.streamArn === streamArn ? this.#after.shards[id] : undefined;
      this.#shards.set(id, { id, iterator: await this.#iterator(id, lastRead), lastRead });
    }
  }

  #isRead(shardId: string): boolean {
    const shard = this.#shards.get(shardId);
    return shard !== undefined && shard.iterator === undefined;
  }

  async #iterator(shardId: string, after: string | undefined): Promise<string | undefined> {
    const from =
      after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    const { ShardIterator } = await this.#engine.streams('GetShardIterator', {
      StreamArn: await this.streamArn(),
      ShardId: shardId,
      ...from,
    });
    return textOf(ShardIterator);
  }
}
