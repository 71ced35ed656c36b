import { objectOf, textOf } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { emptyKeyValue, tooLongKeyValue } from './key-value.ts';
import { invalid } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { TableKeys } from './table-keys.ts';

/** Refuses a `Query` or `Scan` that is to begin after an item that cannot be: with an empty or too long value in its key. */
export async function refusedStartKey(
  input: JsonObject,
  keysOf: (tableName: string) => Promise<TableKeys>,
): Promise<Refusal | undefined> {
  const values = Object.entries(objectOf(input.ExclusiveStartKey));
  if (values.length === 0) return undefined;
  const { table, indexes } = await keysOf(textOf(input.TableName) ?? '');
  // Of an index, too: its start key names the item by both keys. An attribute may be another part of another key.
  const all = [table, ...indexes];
  for (const [name, value] of values) {
    const parts = all.flatMap((keys) => keys[name] ?? []);
    const part = parts.includes('HASH') ? 'HASH' : 'RANGE';
    const message = emptyKeyValue(name, value) ?? tooLongKeyValue(part, value);
    if (message !== undefined) return invalid(`The provided starting key is invalid: ${message}`);
  }
  return undefined;
}
