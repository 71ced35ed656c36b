import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as keys from './keys.ts';
import type { TableItems } from './table-items.ts';
import { epochSeconds, plusSeconds } from '../../domain/instant.ts';
import type { ConversationId } from '../../domain/records/ids.ts';
import type { ReplayStore } from '../../domain/replay/replay-store.ts';
import type { ReadAt } from '../../domain/replay/replay.ts';

/** What a replay looks at is kept as long as decisions are. */
export const replaySeconds = 90 * 24 * 60 * 60;

export function replayStore({ partition, put, client, tableName }: TableItems): ReplayStore {
  return {
    async noteAnswered(id, at) {
      await put({ ...keys.answeredKey(at, id), type: 'answered', ttl: epochSeconds(plusSeconds(at, replaySeconds)) });
    },
    async noteRead(id, read) {
      const key = keys.readKey(id, read.through);
      const item = { ...key, type: 'read', data: read, ttl: epochSeconds(plusSeconds(read.at, replaySeconds)) };
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: marshall(item),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async answeredOn(day) {
      const shards = Array.from({ length: keys.shards }, (_, shard) => partition(keys.answeredPk(day, shard), ''));
      return (await Promise.all(shards)).flat().map((item) => item.sk as ConversationId);
    },
    async reads(id) {
      return (await partition(keys.conversationKey(id).pk, 'READ#')).map((item) => item.data as ReadAt);
    },
  };
}
