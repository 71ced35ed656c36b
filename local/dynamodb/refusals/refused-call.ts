import { listOf, objectOf, textOf } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { refusedEmptySets } from './empty-sets.ts';
import { refusedExpressions } from './expressions.ts';
import { tooLongIndexKey, tooLongUpdatedIndexKey } from './index-keys.ts';
import { refusedKeyCondition } from './key-condition.ts';
import { invalid } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { refusedStartKey } from './start-key.ts';
import type { TableKeys } from './table-keys.ts';

type KeysOf = (tableName: string) => Promise<TableKeys>;

/**
 * How DynamoDB refuses a call that the bundled engine would take, or would refuse by another exception; undefined for every other call,
 * which the engine then refuses itself or carries out. `keysOf` gives the keys of a table, none of one that is not there.
 */
export async function refusedCall(operation: string, input: JsonObject, keysOf: KeysOf): Promise<Refusal | undefined> {
  // The engine looks at an expression as far as it must for an item that is there, and not at all where none is.
  const refused = refusedExpressions(input);
  if (refused !== undefined) return refused;
  switch (operation) {
    case 'Query':
      return refusedKeyCondition(input) ?? refusedStartKey(input, keysOf);
    case 'Scan':
      return refusedStartKey(input, keysOf);
    case 'PutItem':
    case 'UpdateItem':
      return refusedWrite(input, keysOf);
    case 'BatchWriteItem':
      return refusedBatch(input, keysOf);
    case 'TransactWriteItems':
      return refusedTransaction(input, keysOf);
    default:
      return undefined;
  }
}

async function refusedWrite(input: JsonObject, keysOf: KeysOf): Promise<Refusal | undefined> {
  const message = await tooLongKeyOf(input, keysOf);
  return message === undefined ? undefined : invalid(message);
}

/** What is said of an index's key that a write of one item, alone or in a transaction, makes too long. */
async function tooLongKeyOf(write: JsonObject, keysOf: KeysOf): Promise<string | undefined> {
  const keys = await keysOf(textOf(write.TableName) ?? '');
  return tooLongIndexKey(objectOf(write.Item), keys) ?? tooLongUpdatedIndexKey(write, keys);
}

async function refusedBatch(input: JsonObject, keysOf: KeysOf): Promise<Refusal | undefined> {
  for (const [tableName, requests] of Object.entries(objectOf(input.RequestItems))) {
    const keys = await keysOf(tableName);
    for (const request of listOf(requests)) {
      const message = tooLongIndexKey(objectOf(objectOf(objectOf(request).PutRequest).Item), keys);
      if (message !== undefined) return invalid(message);
    }
  }
  return undefined;
}

/**
 * What is wrong with the call itself refuses it as a whole; what only its writing finds cancels the transaction (API Reference,
 * TransactionCanceledException, "Validation Error").
 */
async function refusedTransaction(input: JsonObject, keysOf: KeysOf): Promise<Refusal | undefined> {
  const actions = listOf(input.TransactItems).flatMap((item) => Object.values(objectOf(item)).map(objectOf));
  for (const action of actions) {
    const refused =
      refusedExpressions(action) ??
      refusedEmptySets(objectOf(action.Item)) ??
      refusedEmptySets(objectOf(action.ExpressionAttributeValues));
    if (refused !== undefined) return refused;
  }
  const reasons = await Promise.all(actions.map((action) => tooLongKeyOf(action, keysOf)));
  return reasons.every((reason) => reason === undefined)
    ? undefined
    : { name: 'TransactionCanceledException', reasons };
}
