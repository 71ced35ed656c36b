import {
  ConditionalCheckFailedException,
  TransactionConflictException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { ConversationId } from '../../domain/records/ids.ts';
import type { Message } from '../../domain/records/message.ts';
import { conversationKey } from './keys.ts';
import type { Item } from './table-items.ts';

interface ReadTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/**
 * Moves a read cursor of a conversation forward to a message: the item as it is then, null if the cursor stood there or further,
 * `lost` while another writer's transaction is under way.
 */
export async function moveReadCursor(
  { client, tableName }: ReadTable,
  id: ConversationId,
  reader: 'visitor' | 'agent',
  { seq, countsThrough }: Message,
): Promise<Item | null | 'lost'> {
  const count = reader === 'visitor' ? countsThrough.agent : countsThrough.visitor;
  try {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: marshall(conversationKey(id)),
        UpdateExpression: 'SET #data.#cursor = :through, #data.#count = :count ADD version :one',
        ConditionExpression: '#data.#cursor < :through AND #data.lastSeq >= :through',
        ExpressionAttributeNames: {
          '#data': 'data',
          '#cursor': `${reader}ReadThrough`,
          '#count': `${reader}ReadCount`,
        },
        ExpressionAttributeValues: marshall({ ':through': seq, ':count': count, ':one': 1 }),
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes === undefined ? null : unmarshall(Attributes);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return null;
    if (error instanceof TransactionConflictException) return 'lost';
    throw error;
  }
}
