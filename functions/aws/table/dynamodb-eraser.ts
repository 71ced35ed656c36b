import { DeleteItemCommand, DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { VisitorStore } from '../../domain/conversation/visitor-store.ts';
import type { Eraser } from '../../domain/erasure/eraser.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ConnectionStore } from '../../domain/realtime/connection-store.ts';
import type { ConversationId, VisitorId } from '../../domain/records/ids.ts';
import type { SettledMail } from '../../domain/records/kept-mail.ts';
import { keptMailPartitions } from './kept-mail-index.ts';
import * as keys from './keys.ts';
import type { Key } from './keys.ts';

export interface DynamoDbEraserOptions {
  readonly tableName: string;
  readonly now: () => Instant;
  readonly table: Pick<ConnectionStore, 'connections' | 'removeConnection'> & Pick<VisitorStore, 'mailVisitor'>;
  readonly client?: DynamoDBClient;
}

/** So many deletions are under way at once. */
const atOnce = 25;

/** A mail is settled within 30 days and remembered for 30 more; then DynamoDB takes some days to delete it. */
const settledMailDays = 80;

/** Deletes from the single table. No right to write in batches is needed: an erasure is rare and may take its seconds. */
export function dynamoDbEraser({
  tableName,
  now,
  table,
  client = new DynamoDBClient(),
}: DynamoDbEraserOptions): Eraser {
  const remove = async ({ pk, sk }: Key): Promise<void> => {
    await client.send(new DeleteItemCommand({ TableName: tableName, Key: marshall({ pk, sk }) }));
  };
  const removeAll = async (wanted: readonly Key[]): Promise<void> => {
    for (let first = 0; first < wanted.length; first += atOnce) {
      await Promise.all(wanted.slice(first, first + atOnce).map(remove));
    }
  };
  /** All that lies there, expired or not: keys, types and the conversation that it names. */
  const partition = async (pk: string): Promise<readonly Laid[]> => {
    const found: Laid[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeNames: { '#type': 'type', '#data': 'data', '#message': 'message', '#topic': 'topic' },
        ExpressionAttributeValues: marshall({ ':pk': pk }),
        ProjectionExpression:
          'pk, sk, #type, conversationId, #topic.conversationId, #data.conversationId, #data.#message',
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => unmarshall(item) as Laid));
    return found;
  };
  const endConnections = async (visitorId: VisitorId, conversationId?: ConversationId): Promise<void> => {
    for (const { id, topic } of await table.connections({ kind: 'visitor', visitorId })) {
      const isOf = topic.kind === 'visitor' && topic.conversationId === conversationId;
      if (conversationId === undefined || isOf) await table.removeConnection(id);
    }
  };

  return {
    async removeKeptMail(id) {
      const key = keys.keptMailKey(id);
      if (key !== undefined) await remove(key);
    },
    async removeSettledMails(conversations) {
      const isOfOne = (laid: Laid): boolean =>
        laid.type === 'settled-mail' && conversationsIn(laid).some((id) => conversations.includes(id));
      for (const state of ['unmatched', 'quarantined'] as const) {
        for (const pk of keptMailPartitions(state, now(), settledMailDays)) {
          await removeAll((await partition(pk)).filter(isOfOne));
        }
      }
    },
    async removeVisitor(id, { emails, formerIds }) {
      await endConnections(id);
      for (const email of emails) {
        const mailer = await table.mailVisitor(email);
        if (mailer !== undefined && [id, ...formerIds].includes(mailer)) await remove(keys.mailVisitorKey(email));
        await remove(keys.counterKey({ of: 'sender-mails', key: email }));
      }
      const profile = keys.visitorKey(id);
      const all = await partition(profile.pk);
      await removeAll(all.filter(({ type, sk }) => type !== 'visitor-conversation' && sk !== profile.sk));
      await remove(profile);
    },
    async endConversation({ id, replyToken, broughtAlong }) {
      await remove(keys.replyTokenKey(replyToken));
      if (broughtAlong !== undefined) {
        await endConnections(broughtAlong.from, id);
        // Theirs before a login, with the message ids of browsers and tickets that lead to it.
        const before = await partition(keys.visitorKey(broughtAlong.from).pk);
        const { sk } = keys.visitorConversationKey(broughtAlong.from, id);
        await removeAll(before.filter((laid) => laid.sk === sk || conversationsIn(laid).includes(id)));
      }
      await remove(keys.conversationKey(id));
    },
    async removeConversation(id, of, { sesIds, days }) {
      await removeAll([...sesIds.map(keys.sesIdKey), ...days.map((day) => keys.answeredKey(day, id))]);
      await remove(keys.counterKey({ of: 'conversation-mails', key: id }));
      await removeAll(await partition(keys.conversationKey(id).pk));
      await remove(keys.visitorConversationKey(of, id));
    },
  };
}

/** What is asked of an item. */
interface Laid extends Key {
  readonly type?: string;
  readonly conversationId?: ConversationId;
  readonly topic?: { readonly conversationId?: ConversationId | null };
  readonly data?: Partial<Pick<SettledMail, 'conversationId' | 'message'>>;
}

function conversationsIn({ conversationId, topic, data }: Laid): readonly ConversationId[] {
  const named = [conversationId, topic?.conversationId, data?.conversationId, data?.message?.conversationId];
  return named.filter((id) => id !== undefined && id !== null);
}
