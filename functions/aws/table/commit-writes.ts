import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../domain/instant.ts';
import type { Commit, Write } from '../../domain/records/write.ts';
import { writeItem } from './write-item.ts';

interface WrittenTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly now: Instant;
}

/** All of these or nothing. Throws when the outcome is not known or the table cannot be reached. */
export async function commitWrites(
  { client, tableName, now }: WrittenTable,
  writes: readonly Write[],
): Promise<Commit> {
  const items = writes.map((write) => writeItem(tableName, write, now));
  try {
    const [only] = items;
    // A single write needs no transaction, which costs twice as much.
    if (items.length === 1 && only?.Put !== undefined) await client.send(new PutItemCommand(only.Put));
    else await client.send(new TransactWriteItemsCommand({ TransactItems: items }));
    return { kind: 'committed' };
  } catch (error) {
    return { kind: 'lost', failed: failedWrites(error, writes) };
  }
}

/**
 * Which writes lost their condition; throws on every failure that is no lost race. A single write meets another's transaction by an
 * exception of its own, which the SDK does not retry.
 */
function failedWrites(error: unknown, writes: readonly Write[]): readonly Write['kind'][] {
  if (error instanceof ConditionalCheckFailedException) return writes.map((write) => write.kind);
  if (error instanceof TransactionConflictException) return [];
  if (!(error instanceof TransactionCanceledException)) throw error;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
  const other = codes.find((code) => !['None', 'ConditionalCheckFailed', 'TransactionConflict'].includes(code));
  if (other !== undefined) throw error;
  return writes.filter((_, index) => codes[index] === 'ConditionalCheckFailed').map((write) => write.kind);
}
