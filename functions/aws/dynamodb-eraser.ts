import { DeleteItemCommand, DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Table } from '../ports.ts';
import type { Eraser } from '../privacy/ports.ts';
import * as keys from './keys.ts';
import type { Key } from './keys.ts';

export interface DynamoDbEraserOptions {
  readonly tableName: string;
  readonly table: Pick<Table, 'mailVisitor' | 'connections' | 'removeConnection'>;
  readonly client?: DynamoDBClient;
}

/** So many deletions are under way at once. */
const atOnce = 25;

/** Deletes from the single table. No right to write in batches is needed: an erasure is rare and may take its seconds. */
export function dynamoDbEraser({ tableName, table, client = new DynamoDBClient() }: DynamoDbEraserOptions): Eraser {
  const remove = async (key: Key): Promise<void> => {
    await client.send(new DeleteItemCommand({ TableName: tableName, Key: marshall(key) }));
  };
  const removeAll = async (wanted: readonly Key[]): Promise<void> => {
    for (let first = 0; first < wanted.length; first += atOnce) {
      await Promise.all(wanted.slice(first, first + atOnce).map(remove));
    }
  };
  const partition = async (pk: string): Promise<readonly Key[]> => {
    const found: Key[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': pk }),
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => unmarshall(item) as Key));
    return found;
  };

  return {
    async endConversation({ id, replyToken }) {
      await remove(keys.replyTokenKey(replyToken));
      await remove(keys.conversationKey(id));
    },
    async removeConversation(id, of, sesIds) {
      await removeAll(sesIds.map(keys.sesIdKey));
      await removeAll(await partition(keys.conversationKey(id).pk));
      await remove(keys.visitorConversationKey(of, id));
    },
    async removeVisitor(id, email) {
      for (const connection of await table.connections({ kind: 'visitor', visitorId: id })) {
        await table.removeConnection(connection.id);
      }
      if (email !== undefined && (await table.mailVisitor(email)) === id) await remove(keys.mailVisitorKey(email));
      const all = await partition(keys.visitorKey(id).pk);
      await removeAll(all.filter(({ sk }) => !sk.startsWith('CONV#')));
    },
    async removeKeptMail(id) {
      const key = keys.keptMailKey(id);
      if (key !== undefined) await remove(key);
    },
  };
}
