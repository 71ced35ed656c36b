import { listOf, objectOf, textOf } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { EngineRefusal } from '../engine-client.ts';
import type { EngineClient } from '../engine-client.ts';
import type { KeyPart } from './key-value.ts';

/** Which part of its key each key attribute of a table or index is. */
export type Keys = Readonly<Record<string, KeyPart>>;

/** The keys of a table and of its indexes. */
export interface TableKeys {
  readonly table: Keys;
  readonly indexes: readonly Keys[];
}

/** Operations after which a table's keys or indexes may be others. */
const changes = new Set(['CreateTable', 'DeleteTable', 'UpdateTable']);

const none: TableKeys = { table: {}, indexes: [] };

/** The keys of an engine's tables, each looked up once. */
export class KnownTables {
  readonly #engine: EngineClient;
  readonly #known = new Map<string, Promise<TableKeys>>();

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  /** None of a table that is not there. Rejects when the engine does not answer. */
  async keysOf(tableName: string): Promise<TableKeys> {
    const known = this.#known.get(tableName);
    if (known !== undefined) return known;
    const asked = this.#ask(tableName);
    this.#known.set(tableName, asked);
    // What could not be found now may be there later.
    const forget = (): boolean => this.#known.delete(tableName);
    asked.then((keys) => keys === none && forget(), forget);
    return asked;
  }

  async #ask(tableName: string): Promise<TableKeys> {
    try {
      const { Table } = await this.#engine.table('DescribeTable', { TableName: tableName });
      return tableKeys(objectOf(Table));
    } catch (error) {
      if (error instanceof EngineRefusal) return none;
      throw error;
    }
  }

  /** Forgets what an operation may have changed. */
  after(operation: string): void {
    if (changes.has(operation)) this.#known.clear();
  }
}

function tableKeys(described: JsonObject): TableKeys {
  const indexes = [...listOf(described.GlobalSecondaryIndexes), ...listOf(described.LocalSecondaryIndexes)];
  return { table: keysIn(described), indexes: indexes.map((index) => keysIn(objectOf(index))) };
}

function keysIn({ KeySchema }: JsonObject): Keys {
  return Object.fromEntries(listOf(KeySchema).map(keyAttribute));
}

function keyAttribute(one: Json): [string, KeyPart] {
  const { AttributeName, KeyType } = objectOf(one);
  return [textOf(AttributeName) ?? '', KeyType === 'HASH' ? 'HASH' : 'RANGE'];
}
