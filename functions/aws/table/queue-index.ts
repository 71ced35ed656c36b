import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { QueuePage, QueueQuery } from '../../domain/conversation/conversation-store.ts';
import type { Conversation } from '../../domain/records/conversation.ts';
import { shards } from './keys.ts';
import { queuePk } from './write-item.ts';

type Item = Record<string, unknown>;
type Query = (input: Omit<QueryCommandInput, 'TableName'>) => Promise<readonly Item[]>;

/** As `write-item.ts` composes it: whether they wait, since when, the conversation's id. */
const sortKeyForm = /^[01]#\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[\w-]{1,128}$/;

/** The sort key after which a page begins, empty for the first one. Throws RangeError for a cursor that is none. */
export function afterCursor(cursor: string | undefined): string {
  if (cursor === undefined) return '';
  // What comes from outside may be empty or longer than a key, and the table would refuse that as if it were our mistake.
  if (!sortKeyForm.test(cursor)) throw new RangeError('This is no cursor');
  return cursor;
}

/**
 * A page of the queue, longest waiting first, merged from all partitions of the index. The cursor is the sort key of the
 * last conversation passed, which is the same total order in every partition, so it stays valid whatever changes.
 * Throws RangeError for a cursor that is none.
 */
export async function readQueue(query: Query, { statuses, cursor, limit, wanted }: QueueQuery): Promise<QueuePage> {
  const partitions = statuses.flatMap((status) => Array.from({ length: shards }, (_, shard) => queuePk(status, shard)));
  const found: { readonly key: string; readonly conversation: Conversation }[] = [];
  let after = afterCursor(cursor);
  for (;;) {
    const from = after;
    const pages = await Promise.all(partitions.map((pk) => partitionAfter(query, pk, from, limit)));
    const full = pages.filter((page) => page.length === limit).map((page) => sortKey(page.at(-1)));
    // What lies behind the end of a full page is not known yet: nothing after that may be passed.
    const frontier = full.length === 0 ? undefined : full.reduce((a, b) => (a < b ? a : b));
    const known = pages
      .flat()
      .filter((item) => frontier === undefined || sortKey(item) <= frontier)
      .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    for (const item of known) {
      const conversation = { ...(item.data as Conversation), version: item.version as number };
      if (wanted(conversation)) found.push({ key: sortKey(item), conversation });
      if (found.length > limit) break;
    }
    if (found.length > limit || frontier === undefined) break;
    after = frontier;
  }
  const page = found.slice(0, limit);
  return {
    conversations: page.map(({ conversation }) => conversation),
    cursor: found.length > limit ? page.at(-1)?.key : undefined,
  };
}

function partitionAfter(query: Query, pk: string, after: string, limit: number): Promise<readonly Item[]> {
  return query({
    IndexName: 'queue',
    KeyConditionExpression: after === '' ? 'queuePk = :pk' : 'queuePk = :pk AND queueSk > :after',
    ExpressionAttributeValues: marshall(after === '' ? { ':pk': pk } : { ':pk': pk, ':after': after }),
    Limit: limit,
  });
}

function sortKey(item: Item | undefined): string {
  return String(item?.queueSk);
}
