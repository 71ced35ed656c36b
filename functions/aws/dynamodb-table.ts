import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Canary } from '../domain/records/canary.ts';
import type { Conversation } from '../domain/records/conversation.ts';
import { seq } from '../domain/records/ids.ts';
import type { ConversationId, VisitorId } from '../domain/records/ids.ts';
import type { Message } from '../domain/records/message.ts';
import type { Agent } from '../domain/records/agent.ts';
import type { Connection, Topic } from '../domain/records/connection.ts';
import type { DecisionRecord } from '../domain/records/decision.ts';
import type { KeptMail, SettledMail } from '../domain/records/kept-mail.ts';
import type { LinkToken } from '../domain/records/link-token.ts';
import type { OutboundEmail } from '../domain/records/outbound-email.ts';
import type { Visitor } from '../domain/records/visitor.ts';
import type { Upload } from '../domain/records/upload.ts';
import { epochSeconds, plusSeconds } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import type { Table } from '../domain/table/table.ts';
import type { ReadAt } from '../domain/replay/replay.ts';
import { firstSettings, firstTrigger, triggerIds } from '../domain/settings/settings.ts';
import type { Company, Rules, Settings, Trigger } from '../domain/settings/settings.ts';
import { commitWrites } from './commit-writes.ts';
import { countWithinHour } from './hourly-count.ts';
import { readKeptMails } from './kept-mail-index.ts';
import * as keys from './keys.ts';
import { readQueue } from './queue-index.ts';
import { moveReadCursor } from './read-cursor.ts';
import { alive, tableItems } from './table-items.ts';
import type { Item } from './table-items.ts';
import { duePk } from './write-item.ts';

export interface DynamoDbTableOptions {
  readonly tableName: string;
  readonly now: () => Instant;
  /** What the settings are while no admin has saved any. */
  readonly company: Company;
  readonly client?: DynamoDBClient;
}

/** What a replay looks at is kept as long as decisions are. */
export const replaySeconds = 90 * 24 * 60 * 60;

/** The single table in DynamoDB. */
export function dynamoDbTable({ tableName, now, company, client = new DynamoDBClient() }: DynamoDbTableOptions): Table {
  const { get, query, partition, batch, put, remove } = tableItems({ client, tableName, now });

  return {
    commit: (writes) => commitWrites({ client, tableName, now: now() }, writes),

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
    async visitor(id) {
      const item = await get(keys.visitorKey(id));
      return item && visitorOf(item);
    },
    async visitors(ids) {
      return (await batch(ids.map(keys.visitorKey))).map(visitorOf);
    },

    async findVisitors(beginning, limit) {
      const items = await query({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :beginning)',
        ExpressionAttributeValues: marshall({ ':pk': keys.findPk(beginning), ':beginning': beginning }),
        Limit: limit,
      });
      return [...new Set(items.map((item) => item.visitorId as VisitorId))];
    },
    async replaceFindTerms(id, before, after) {
      const gone = before.filter((term) => !after.includes(term));
      await Promise.all([
        ...gone.map((term) => remove(keys.findKey(term, id))),
        ...after.map((term) => put({ ...keys.findKey(term, id), type: 'find', visitorId: id })),
      ]);
    },

    async advanceRead(id, reader, through) {
      const moved = await moveReadCursor({ client, tableName }, id, reader, through);
      return moved === null || moved === 'lost' ? moved : conversationOf(moved);
    },

    queue: (wanted) => readQueue(query, wanted),
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
    async inboundSeen(hash) {
      return (await get(keys.inboundSeenKey(hash))) !== undefined;
    },
    keptMails: (state, page) => readKeptMails(query, now(), { state, ...page }),
    async keptMail(id) {
      const key = keys.keptMailKey(id);
      const item = key && (await get(key));
      return item?.data as KeptMail | SettledMail | undefined;
    },
    countWithinHour: (counter) => countWithinHour({ client, tableName, now: now() }, counter),
    async mailVisitor(email) {
      return (await get(keys.mailVisitorKey(email)))?.visitorId as VisitorId | undefined;
    },
    async uploads(owner, ids) {
      const items = await batch(ids.map((id) => keys.uploadKey(owner, id)));
      const at = now();
      return items.filter((item) => alive(item, at) !== undefined).map(uploadOf);
    },
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
    async rules(): Promise<Rules> {
      const items = await partition('SETTINGS', '');
      const settings = items.find((item) => item.sk === 'CURRENT')?.data as Settings | undefined;
      const triggers = triggerIds.map((id): [string, Trigger] => {
        const stored = items.find((item) => item.sk === keys.triggerKey(id).sk)?.data as Trigger | undefined;
        return [id, stored ?? firstTrigger(id)];
      });
      return {
        // What was saved before a setting existed lacks it.
        settings: { ...firstSettings(company), ...settings },
        triggers: Object.fromEntries(triggers) as Rules['triggers'],
      };
    },

    async canary() {
      const item = await get(keys.canaryKey);
      return item && { ...(item.data as Canary), version: item.version as number };
    },

    async setPresence(id, until) {
      await put({ ...keys.presenceKey(id), type: 'presence', until, ttl: epochSeconds(until) });
    },
    async presentUntil(id) {
      return ((await get(keys.presenceKey(id)))?.until as Instant | undefined) ?? null;
    },
    async rememberAgent(agent) {
      await put({ ...keys.agentKey(agent.id), type: 'agent', data: agent });
    },
    async agents() {
      return (await partition('AGENTS', '')).map((item) => item.data as Agent);
    },
    async agent(id) {
      return (await get(keys.agentKey(id)))?.data as Agent | undefined;
    },

    async putTicket(ticket, topic, expiresAt) {
      await put({ ...keys.ticketKey(ticket), type: 'ticket', topic, expiresAt, ttl: epochSeconds(expiresAt) });
    },
    async takeTicket(ticket) {
      const { Attributes } = await client.send(
        new DeleteItemCommand({ TableName: tableName, Key: marshall(keys.ticketKey(ticket)), ReturnValues: 'ALL_OLD' }),
      );
      if (Attributes === undefined) return undefined;
      const item = unmarshall(Attributes);
      return (item.expiresAt as Instant) > now() ? (item.topic as Topic) : undefined;
    },
    async putConnection(connection) {
      const { id, expiresAt } = connection;
      const shared = { type: 'connection', data: connection, ttl: epochSeconds(expiresAt) };
      await put({ ...keys.connectionKey(id), ...shared });
      await put({ ...keys.topicConnectionKey(connection), ...shared });
    },
    async isConnected(connectionId) {
      const connection = (await get(keys.connectionKey(connectionId)))?.data as Connection | undefined;
      if (connection === undefined) return false;
      return (await get(keys.topicConnectionKey(connection))) !== undefined;
    },
    async removeConnection(connectionId) {
      const key = keys.connectionKey(connectionId);
      const connection = (await get(key))?.data as Connection | undefined;
      if (connection !== undefined) await remove(keys.topicConnectionKey(connection));
      await remove(key);
    },
    async connections(audience) {
      return (await partition(keys.topicPk(audience), 'CONN#')).map((item) => item.data as Connection);
    },
  };
}

function conversationOf(item: Item): Conversation {
  return { ...(item.data as Conversation), version: item.version as number };
}

function uploadOf(item: Item): Upload {
  return { ...(item.data as Upload), version: item.version as number };
}

function visitorOf(item: Item): Visitor {
  return { ...(item.data as Visitor), version: item.version as number };
}
