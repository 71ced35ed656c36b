import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Counter } from '../../domain/inbound/mail-store.ts';
import { epochSeconds, plusMinutes } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { counterKey } from './keys.ts';

interface CountingTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly now: Instant;
}

/** One more in the hour that began with the first one counted. A count whose hour is over begins anew. */
export async function countWithinHour({ client, tableName, now }: CountingTable, counter: Counter): Promise<number> {
  const seconds = epochSeconds(now);
  const end = epochSeconds(plusMinutes(now, 60));
  const update = async (expression: string, condition: string, values: object): Promise<number> => {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: marshall(counterKey(counter)),
        UpdateExpression: expression,
        ConditionExpression: condition,
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: marshall({ ':one': 1, ':now': seconds, ...values }),
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes === undefined ? 0 : Number(unmarshall(Attributes).counted);
  };
  // A few rounds suffice: only an hour that begins or ends in this very moment makes one fail.
  for (let round = 0; ; round += 1) {
    try {
      return await update('ADD counted :one', '#ttl > :now', {});
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
    try {
      return await update('SET counted = :one, #ttl = :end', 'attribute_not_exists(#ttl) OR #ttl <= :now', {
        ':end': end,
      });
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || round === 5) throw error;
    }
  }
}
