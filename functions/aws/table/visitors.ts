import { marshall } from '@aws-sdk/util-dynamodb';
import * as keys from './keys.ts';
import type { Item, TableItems } from './table-items.ts';
import type { VisitorStore } from '../../domain/conversation/visitor-store.ts';
import { epochSeconds } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { VisitorId } from '../../domain/records/ids.ts';
import type { Visitor } from '../../domain/records/visitor.ts';

export function visitorStore({ get, query, batch, put, remove }: TableItems): VisitorStore {
  return {
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
    async mailVisitor(email) {
      return (await get(keys.mailVisitorKey(email)))?.visitorId as VisitorId | undefined;
    },
    async setPresence(id, until) {
      await put({ ...keys.presenceKey(id), type: 'presence', until, ttl: epochSeconds(until) });
    },
    async presentUntil(id) {
      return ((await get(keys.presenceKey(id)))?.until as Instant | undefined) ?? null;
    },
  };
}

function visitorOf(item: Item): Visitor {
  return { ...(item.data as Visitor), version: item.version as number };
}
