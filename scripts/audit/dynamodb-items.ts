import { DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClientConfig, QueryCommandInput, ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { setTimeout as wait } from 'node:timers/promises';
import type { AuditedTable } from './audit-table.ts';
import type { Item } from './items.ts';

export interface DynamoDbItemsOptions {
  readonly tableName: string;
  readonly client: DynamoDBClientConfig;
  /** Read capacity units a second that the audit may use up on average, so that nobody else is throttled for it. */
  readonly unitsPerSecond: number;
}

/** A page of this many items is some 100 units at most: what one page takes too much is waited for before the next. */
const pageItems = 500;

/** A table in DynamoDB, read by Scan and Query. It has no way to write. */
export function dynamoDbItems({
  tableName,
  client: configuration,
  unitsPerSecond,
}: DynamoDbItemsOptions): AuditedTable {
  const client = new DynamoDBClient(configuration);
  const paid = async (units = 0): Promise<void> => {
    await wait((units / unitsPerSecond) * 1000);
  };
  return {
    async *items() {
      let start: ScanCommandInput['ExclusiveStartKey'];
      do {
        const page = await client.send(
          new ScanCommand({
            TableName: tableName,
            Limit: pageItems,
            ExclusiveStartKey: start,
            ReturnConsumedCapacity: 'TOTAL',
          }),
        );
        for (const item of page.Items ?? []) yield unmarshall(item) as Item;
        start = page.LastEvaluatedKey;
        await paid(page.ConsumedCapacity?.CapacityUnits);
      } while (start !== undefined);
    },
    async partition(pk) {
      const items: Item[] = [];
      let start: QueryCommandInput['ExclusiveStartKey'];
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': { S: pk } },
            ConsistentRead: true,
            ExclusiveStartKey: start,
            ReturnConsumedCapacity: 'TOTAL',
          }),
        );
        items.push(...(page.Items ?? []).map((item) => unmarshall(item) as Item));
        start = page.LastEvaluatedKey;
        await paid(page.ConsumedCapacity?.CapacityUnits);
      } while (start !== undefined);
      return items;
    },
  };
}
