import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { KeptMailPage } from '../../domain/inbound/mail-store.ts';
import { plusSeconds } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { KeptMail, KeptState } from '../../domain/records/kept-mail.ts';
import { keptMailKey, keptMailPk } from './keys.ts';

type Item = Record<string, unknown>;
type Query = (input: Omit<QueryCommandInput, 'TableName'>) => Promise<readonly Item[]>;

/** As long as the bucket keeps the raw mail. */
export const keptMailSeconds = 30 * 24 * 60 * 60;

/** Characters of text in one page: a Lambda function answers 6 MB at most. */
const mostCharacters = 500_000;

/** A page of kept mail, newest first, read month by month; an empty list costs two or three reads. */
export async function readKeptMails(
  query: Query,
  now: Instant,
  { state, cursor, limit }: { readonly state: KeptState; readonly cursor?: string; readonly limit: number },
): Promise<KeptMailPage> {
  const from = cursor === undefined ? undefined : keptMailKey(cursor);
  if (cursor !== undefined && from === undefined) throw new RangeError('This is no cursor');
  const found: KeptMail[] = [];
  for (const pk of keptMailPartitions(state, now, 30)) {
    if (from !== undefined && pk > from.pk) continue;
    for (let before = from?.pk === pk ? from.sk : '~'; ;) {
      const page = await partitionBefore(query, pk, before, limit + 1);
      found.push(...page.filter((item) => item.type === 'kept-mail').map((item) => item.data as KeptMail));
      if (page.length === 0 || found.length > limit) break;
      before = String(page.at(-1)?.sk);
    }
    if (found.length > limit) break;
  }
  const mails = fitting(found.slice(0, limit));
  return { mails, cursor: found.length > mails.length ? mails.at(-1)?.id : undefined };
}

/** The months of the last so many days, rounded up to tens, and of tomorrow; newest first. */
export function keptMailPartitions(state: KeptState, now: Instant, days: number): readonly string[] {
  // A month has more than 27 days, so none is stepped over.
  const ago = [-1, ...Array.from({ length: Math.ceil(days / 10) + 1 }, (_, tens) => tens * 10)];
  return [...new Set(ago.map((one) => keptMailPk(state, plusSeconds(now, -one * 24 * 60 * 60))))];
}

function partitionBefore(query: Query, pk: string, before: string, limit: number): Promise<readonly Item[]> {
  return query({
    KeyConditionExpression: 'pk = :pk AND sk < :before',
    ExpressionAttributeValues: marshall({ ':pk': pk, ':before': before }),
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: limit,
  });
}

/** At least one, and no more than go into one answer. */
function fitting(mails: readonly KeptMail[]): readonly KeptMail[] {
  let characters = 0;
  const end = mails.findIndex(({ text, quoted }, index) => {
    characters += text.length + quoted.length;
    return index > 0 && characters > mostCharacters;
  });
  return end < 0 ? mails : mails.slice(0, end);
}
