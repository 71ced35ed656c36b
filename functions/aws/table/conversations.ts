import { marshall } from '@aws-sdk/util-dynamodb';
import * as keys from './keys.ts';
import { readQueue } from './queue-index.ts';
import { moveReadCursor } from './read-cursor.ts';
import type { Item, TableItems } from './table-items.ts';
import type { ConversationStore } from '../../domain/conversation/conversation-store.ts';
import type { Conversation } from '../../domain/records/conversation.ts';
import { seq } from '../../domain/records/ids.ts';
import type { ConversationId } from '../../domain/records/ids.ts';
import type { Message } from '../../domain/records/message.ts';

export function conversationStore({ get, query, partition, batch, client, tableName }: TableItems): ConversationStore {
  return {
    async conversation(id) {
      const item = await get(keys.conversationKey(id));
      return item && conversationOf(item);
    },
    async conversations(ids) {
      return (await batch(ids.map(keys.conversationKey))).map(conversationOf);
    },
    async conversationsOf(visitorId) {
      const items = await partition(`VISITOR#${visitorId}`, 'CONV#');
      return items.map((item) => item.conversationId as ConversationId);
    },
    async message(conversationId, at) {
      const item = await get(keys.messageKey(conversationId, at));
      return item?.data as Message | undefined;
    },
    async messages(conversationId, { after, limit }) {
      const { pk, sk } = keys.messageKey(conversationId, seq(after + 1));
      const items = await query({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: marshall({ ':pk': pk, ':from': sk, ':to': 'MSG#~' }),
        ConsistentRead: true,
        Limit: limit,
      });
      return items.map((item) => item.data as Message);
    },
    async clientMessage(scope, clientMessageId) {
      const item = await get(keys.clientMessageKey(scope, clientMessageId));
      if (item === undefined) return undefined;
      const conversationId = item.conversationId as ConversationId;
      return { scope, clientMessageId, conversationId, seq: seq(item.seq as number) };
    },
    async advanceRead(id, reader, through) {
      const moved = await moveReadCursor({ client, tableName }, id, reader, through);
      return moved === null || moved === 'lost' ? moved : conversationOf(moved);
    },
    queue: (wanted) => readQueue(query, wanted),
  };
}

function conversationOf(item: Item): Conversation {
  return { ...(item.data as Conversation), version: item.version as number };
}
