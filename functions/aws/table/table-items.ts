import {
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../domain/instant.ts';
import type { Key } from './keys.ts';

export type Item = Record<string, unknown>;

/** Where the items lie. */
export interface TablePlace {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly now: () => Instant;
}

/** Items one by one or several, without conditions. What has expired is not found, but by `batch`. */
export interface TableItems extends TablePlace {
  readonly get: (key: Key) => Promise<Item | undefined>;
  readonly query: (input: Omit<QueryCommandInput, 'TableName'>) => Promise<readonly Item[]>;
  /** All of a partition whose sort key begins so. */
  readonly partition: (pk: string, prefix: string) => Promise<readonly Item[]>;
  /** In any order. */
  readonly batch: (keys: readonly Key[]) => Promise<readonly Item[]>;
  readonly put: (item: object) => Promise<void>;
  readonly remove: (key: Key) => Promise<void>;
}

/** DynamoDB refuses a batch of more than this many keys. */
const batchLimit = 100;

/** The items of a table, read consistently. */
export function tableItems({ client, tableName, now }: TablePlace): TableItems {
  const get = async (key: Key): Promise<Item | undefined> => {
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: true }),
    );
    return item === undefined ? undefined : alive(unmarshall(item), now());
  };
  const query = async (input: Omit<QueryCommandInput, 'TableName'>): Promise<readonly Item[]> => {
    const found: Item[] = [];
    let start: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await client.send(new QueryCommand({ TableName: tableName, ...input, ExclusiveStartKey: start }));
      found.push(...(page.Items ?? []).map((item) => unmarshall(item)));
      start = page.LastEvaluatedKey;
    } while (start !== undefined && (input.Limit === undefined || found.length < input.Limit));
    const at = now();
    return found.filter((item) => alive(item, at) !== undefined);
  };
  const partition = (pk: string, prefix: string): Promise<readonly Item[]> =>
    query({
      // DynamoDB refuses an empty text as the value of a key attribute, in a condition as well.
      KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: marshall(prefix === '' ? { ':pk': pk } : { ':pk': pk, ':prefix': prefix }),
      ConsistentRead: true,
    });
  const batch = async (all: readonly Key[]): Promise<readonly Item[]> => {
    const found: Item[] = [];
    let wanted = [...new Map(all.map((key) => [`${key.pk}|${key.sk}`, marshall(key)])).values()];
    while (wanted.length > 0) {
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetItemCommand({
          RequestItems: { [tableName]: { Keys: wanted.slice(0, batchLimit), ConsistentRead: true } },
        }),
      );
      found.push(...(Responses?.[tableName] ?? []).map((item) => unmarshall(item)));
      wanted = [...(UnprocessedKeys?.[tableName]?.Keys ?? []), ...wanted.slice(batchLimit)];
    }
    return found;
  };
  const put = async (item: object): Promise<void> => {
    const Item = marshall(item, { removeUndefinedValues: true });
    await client.send(new PutItemCommand({ TableName: tableName, Item }));
  };

  const remove = async (key: Key): Promise<void> => {
    await client.send(new DeleteItemCommand({ TableName: tableName, Key: marshall(key) }));
  };
  return { client, tableName, now, get, query, partition, batch, put, remove };
}

/** DynamoDB deletes expired items days late: they count as gone on time. */
export function alive(item: Item, now: Instant): Item | undefined {
  const ttl = item.ttl;
  return typeof ttl === 'number' && ttl <= Math.floor(Date.parse(now) / 1000) ? undefined : item;
}
