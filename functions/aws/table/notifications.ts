import { marshall } from '@aws-sdk/util-dynamodb';
import * as keys from './keys.ts';
import type { TableItems } from './table-items.ts';
import { duePk } from './write-item.ts';
import type { Instant } from '../../domain/instant.ts';
import type { NotificationStore } from '../../domain/notification/notification-store.ts';
import type { DecisionRecord } from '../../domain/records/decision.ts';
import type { ConversationId } from '../../domain/records/ids.ts';
import type { LinkToken } from '../../domain/records/link-token.ts';
import type { OutboundEmail } from '../../domain/records/outbound-email.ts';

export function notificationStore({ get, query }: TableItems): NotificationStore {
  return {
    async dueBefore(instant, limit) {
      const perShard = await Promise.all(
        Array.from({ length: keys.shards }, (_, shard) =>
          query({
            IndexName: 'due',
            KeyConditionExpression: 'duePk = :pk AND dueSk < :instant',
            ExpressionAttributeValues: marshall({ ':pk': duePk(shard), ':instant': instant }),
            Limit: limit,
          }),
        ),
      );
      return perShard.flat().map((item) => {
        const [at = '', id = ''] = String(item.dueSk).split('#');
        return { at: at as Instant, conversationId: id as ConversationId };
      });
    },
    async ledger(id) {
      const items = await query({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: marshall({ ':pk': `CONV#${id}`, ':from': 'DECISION#', ':to': 'EMAIL#~' }),
        ConsistentRead: true,
      });
      const of = (type: string): unknown[] => items.filter((item) => item.type === type).map((item) => item.data);
      return { emails: of('email') as OutboundEmail[], decisions: of('decision') as DecisionRecord[] };
    },
    async email(id, episode) {
      return (await get(keys.emailKey(id, episode)))?.data as OutboundEmail | undefined;
    },
    async replyToken(token) {
      return ((await get(keys.replyTokenKey(token)))?.conversationId ?? undefined) as ConversationId | undefined;
    },
    async linkToken(purpose, token) {
      return (await get(keys.linkTokenKey(purpose, token)))?.data as LinkToken | undefined;
    },
    async sesId(sesId) {
      const item = await get(keys.sesIdKey(sesId));
      if (item === undefined) return undefined;
      return { conversationId: item.conversationId as ConversationId, episode: item.episode as number };
    },
  };
}
