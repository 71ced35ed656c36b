import * as keys from '../../functions/aws/table/keys.ts';
import { afterCursor } from '../../functions/aws/table/queue-index.ts';
import { replaySeconds } from '../../functions/aws/table/replay.ts';
import { duePk, planWrite } from '../../functions/aws/table/write-item.ts';
import { epochSeconds, plusMinutes, plusSeconds } from '../../functions/domain/instant.ts';
import type { Instant } from '../../functions/domain/instant.ts';
import type { Due } from '../../functions/domain/notification/notification-store.ts';
import type { Agent } from '../../functions/domain/records/agent.ts';
import type { Canary } from '../../functions/domain/records/canary.ts';
import type { Connection, Topic } from '../../functions/domain/records/connection.ts';
import type { Conversation } from '../../functions/domain/records/conversation.ts';
import type { DecisionRecord } from '../../functions/domain/records/decision.ts';
import { seq } from '../../functions/domain/records/ids.ts';
import type { ConversationId, VisitorId } from '../../functions/domain/records/ids.ts';
import type { KeptMail, SettledMail } from '../../functions/domain/records/kept-mail.ts';
import type { LinkToken } from '../../functions/domain/records/link-token.ts';
import type { Message } from '../../functions/domain/records/message.ts';
import type { OutboundEmail } from '../../functions/domain/records/outbound-email.ts';
import type { Upload } from '../../functions/domain/records/upload.ts';
import type { Visitor } from '../../functions/domain/records/visitor.ts';
import type { ReadAt } from '../../functions/domain/replay/replay.ts';
import { firstSettings, firstTrigger, triggerIds } from '../../functions/domain/settings/settings.ts';
import type { Company, Rules, Settings, Trigger } from '../../functions/domain/settings/settings.ts';
import type { Table } from '../../functions/domain/table/table.ts';
import { ItemStore } from './item-store.ts';
import type { Item } from './item-store.ts';

/**
 * The table in memory: the same items under the same conditions as in DynamoDB, each call done at once. The contract suite
 * (test/contract) holds it to the real engine.
 */
export function inMemoryTable({ now, company }: { readonly now: () => Instant; readonly company: Company }): Table {
  const store = new ItemStore(now);
  const data = (key: keys.Key): unknown => store.get(key)?.data;
  const batch = (all: readonly keys.Key[]): readonly Item[] =>
    [...new Map(all.map((key) => [`${key.pk}|${key.sk}`, key])).values()]
      .map((key) => store.stored(key))
      .filter((item) => item !== undefined);
  /** An index: the items that have its sort key, by that. */
  const inOrder = (sk: 'queueSk' | 'dueSk'): readonly Item[] =>
    [...store.everything()].filter((item) => sk in item).sort((a, b) => (String(a[sk]) < String(b[sk]) ? -1 : 1));

  const answers: {
    readonly [Name in keyof Table]: (...given: Parameters<Table[Name]>) => Awaited<ReturnType<Table[Name]>>;
  } = {
    commit(writes) {
      const planned = writes.map((write) => planWrite(write, now()));
      const failed = writes.filter((_, index) => !store.holds(planned[index]!)).map((write) => write.kind);
      if (failed.length > 0) return { kind: 'lost', failed };
      for (const { key, item } of planned) if (item !== undefined) store.put(key, item);
      return { kind: 'committed' };
    },
    conversation: (id) => present(store.get(keys.conversationKey(id)), conversationOf),
    conversations: (ids) => batch(ids.map(keys.conversationKey)).map(conversationOf),
    conversationsOf: (visitorId) =>
      store.beginningWith(`VISITOR#${visitorId}`, 'CONV#').map((item) => item.conversationId as ConversationId),
    message: (id, at) => data(keys.messageKey(id, at)) as Message | undefined,
    messages(id, { after, limit }) {
      const { pk, sk } = keys.messageKey(id, seq(after + 1));
      return store.between(pk, sk, 'MSG#~', limit).map((item) => item.data as Message);
    },
    clientMessage(scope, clientMessageId) {
      const item = store.get(keys.clientMessageKey(scope, clientMessageId));
      if (item === undefined) return undefined;
      return {
        scope,
        clientMessageId,
        conversationId: item.conversationId as ConversationId,
        seq: seq(item.seq as number),
      };
    },
    visitor: (id) => present(store.get(keys.visitorKey(id)), visitorOf),
    visitors: (ids) => batch(ids.map(keys.visitorKey)).map(visitorOf),
    findVisitors: (beginning, limit) => {
      const items = store.beginningWith(keys.findPk(beginning), beginning, limit);
      return [...new Set(items.map((item) => item.visitorId as VisitorId))];
    },
    replaceFindTerms(id, before, after) {
      for (const term of before) if (!after.includes(term)) store.remove(keys.findKey(term, id));
      for (const term of after) store.put(keys.findKey(term, id), { visitorId: id });
    },
    advanceRead(id, reader, through) {
      const key = keys.conversationKey(id);
      const item = store.get(key);
      const conversation = item?.data as Conversation | undefined;
      if (item === undefined || conversation === undefined) return null;
      const [cursor, count] =
        reader === 'visitor'
          ? (['visitorReadThrough', 'visitorReadCount'] as const)
          : (['agentReadThrough', 'agentReadCount'] as const);
      if (conversation[cursor] >= through.seq || conversation.lastSeq < through.seq) return null;
      const unread = reader === 'visitor' ? through.countsThrough.agent : through.countsThrough.visitor;
      const moved = {
        ...item,
        version: (item.version as number) + 1,
        data: { ...conversation, [cursor]: through.seq, [count]: unread },
      };
      store.put(key, moved);
      return conversationOf(moved);
    },
    queue({ statuses, cursor, limit, wanted }) {
      const after = afterCursor(cursor);
      const waiting = inOrder('queueSk').filter(({ data: one, queueSk }) => {
        const conversation = one as Conversation;
        return statuses.some((status) => status === conversation.status) && String(queueSk) > after;
      });
      const all = waiting.filter((item) => wanted(conversationOf(item)));
      const page = all.slice(0, limit);
      return {
        conversations: page.map(conversationOf),
        cursor: all.length > limit ? String(page.at(-1)?.queueSk) : undefined,
      };
    },
    dueBefore(instant, limit) {
      const due = inOrder('dueSk').filter((item) => String(item.dueSk) < instant);
      const shards = Array.from({ length: keys.shards }, (_, shard) =>
        due.filter((item) => item.duePk === duePk(shard)),
      );
      return shards.flatMap((items) => items.slice(0, limit).map(dueOf));
    },
    ledger(id) {
      const items = store.between(`CONV#${id}`, 'DECISION#', 'EMAIL#~');
      const of = (type: string): unknown[] => items.filter((item) => item.type === type).map((item) => item.data);
      return { emails: of('email') as OutboundEmail[], decisions: of('decision') as DecisionRecord[] };
    },
    email: (id, episode) => data(keys.emailKey(id, episode)) as OutboundEmail | undefined,
    replyToken: (token) =>
      (store.get(keys.replyTokenKey(token))?.conversationId ?? undefined) as ConversationId | undefined,
    linkToken: (purpose, token) => data(keys.linkTokenKey(purpose, token)) as LinkToken | undefined,
    sesId(sesId) {
      const item = store.get(keys.sesIdKey(sesId));
      return item && { conversationId: item.conversationId as ConversationId, episode: item.episode as number };
    },
    uploads: (owner, ids) =>
      ids.flatMap((id) => {
        const item = store.get(keys.uploadKey(owner, id));
        return item === undefined ? [] : [{ ...(item.data as Upload), version: item.version as number }];
      }),
    noteAnswered(id, at) {
      store.put(keys.answeredKey(at, id), { id, ttl: epochSeconds(plusSeconds(at, replaySeconds)) });
    },
    noteRead(id, read) {
      const key = keys.readKey(id, read.through);
      const item = { data: read, ttl: epochSeconds(plusSeconds(read.at, replaySeconds)) };
      if (store.stored(key) === undefined) store.put(key, item);
    },
    answeredOn: (day) =>
      Array.from({ length: keys.shards }, (_, shard) => store.beginningWith(keys.answeredPk(day, shard), ''))
        .flat()
        .map((item) => item.id as ConversationId),
    reads: (id) => store.beginningWith(keys.conversationKey(id).pk, 'READ#').map((item) => item.data as ReadAt),
    inboundSeen: (hash) => store.get(keys.inboundSeenKey(hash)) !== undefined,
    keptMails(state, { cursor, limit }) {
      if (cursor !== undefined && keys.keptMailKey(cursor) === undefined) throw new RangeError('This is no cursor');
      const before = cursor === undefined ? '~' : keys.keptMailKey(cursor)!.sk;
      const mails = [...store.everything()]
        .filter((item) => item.type === 'kept-mail' && String(item.pk).startsWith(`MAIL#${state}#`))
        .filter((item) => String(item.sk) < before && store.get(item as never) !== undefined)
        .sort((a, b) => (String(a.sk) < String(b.sk) ? 1 : -1))
        .map((item) => item.data as KeptMail);
      return { mails: mails.slice(0, limit), cursor: mails.length > limit ? mails[limit - 1]?.id : undefined };
    },
    keptMail(id) {
      const key = keys.keptMailKey(id);
      return key && (data(key) as KeptMail | SettledMail | undefined);
    },
    countWithinHour(counter) {
      const key = keys.counterKey(counter);
      const item = store.get(key);
      const counted = Number(item?.counted ?? 0) + 1;
      store.put(key, { counted, ttl: item?.ttl ?? epochSeconds(plusMinutes(now(), 60)) });
      return counted;
    },
    mailVisitor: (email) => store.get(keys.mailVisitorKey(email))?.visitorId as VisitorId | undefined,
    rules: () => ({
      settings: (data(keys.settingsKey) as Settings | undefined) ?? firstSettings(company),
      triggers: Object.fromEntries(
        triggerIds.map((id) => [id, (data(keys.triggerKey(id)) as Trigger | undefined) ?? firstTrigger(id)]),
      ) as Rules['triggers'],
    }),
    canary() {
      const item = store.get(keys.canaryKey);
      return item && { ...(item.data as Canary), version: item.version as number };
    },
    setPresence(id, until) {
      store.put(keys.presenceKey(id), { until, ttl: epochSeconds(until) });
    },
    presentUntil: (id) => (store.get(keys.presenceKey(id))?.until as Instant | undefined) ?? null,
    rememberAgent(agent) {
      store.put(keys.agentKey(agent.id), { data: agent });
    },
    agents: () => store.beginningWith('AGENTS', '').map((item) => item.data as Agent),
    agent: (id) => data(keys.agentKey(id)) as Agent | undefined,
    putTicket(ticket, topic, expiresAt) {
      store.put(keys.ticketKey(ticket), { topic, expiresAt, ttl: epochSeconds(expiresAt) });
    },
    takeTicket(ticket) {
      const item = store.remove(keys.ticketKey(ticket));
      return item !== undefined && (item.expiresAt as Instant) > now() ? (item.topic as Topic) : undefined;
    },
    putConnection(connection) {
      const item = { data: connection, ttl: epochSeconds(connection.expiresAt) };
      store.put(keys.connectionKey(connection.id), item);
      store.put(keys.topicConnectionKey(connection), item);
    },
    isConnected(connectionId) {
      const connection = store.get(keys.connectionKey(connectionId))?.data as Connection | undefined;
      return connection !== undefined && store.get(keys.topicConnectionKey(connection)) !== undefined;
    },
    removeConnection(connectionId) {
      const connection = store.remove(keys.connectionKey(connectionId))?.data as Connection | undefined;
      if (connection !== undefined) store.remove(keys.topicConnectionKey(connection));
    },
    connections: (audience) =>
      store.beginningWith(keys.topicPk(audience), 'CONN#').map((item) => item.data as Connection),
  };

  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, (...given: never[]) => promised(answer, given)]),
  ) as unknown as Table;
}

/** Whatever it throws, it rejects with: as a port does. */
function promised(answer: (...given: never[]) => unknown, given: never[]): Promise<unknown> {
  return new Promise((resolve) => resolve(answer(...given)));
}

function present<Value>(item: Item | undefined, of: (item: Item) => Value): Value | undefined {
  return item && of(item);
}

function dueOf({ dueSk }: Item): Due {
  const [at = '', id = ''] = String(dueSk).split('#');
  return { at: at as Instant, conversationId: id as ConversationId };
}

function conversationOf(item: Item): Conversation {
  return { ...(item.data as Conversation), version: item.version as number };
}

function visitorOf(item: Item): Visitor {
  return { ...(item.data as Visitor), version: item.version as number };
}
