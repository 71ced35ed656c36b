import { objectOf, textOf } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { tooLongKeyValue } from './key-value.ts';
import type { TableKeys } from './table-keys.ts';

/**
 * What DynamoDB says of an item that a write would put into an index with a key that is too long for it; undefined if none is. What a
 * table's own key is, engines look at themselves.
 */
export function tooLongIndexKey(item: JsonObject, { indexes }: TableKeys): string | undefined {
  for (const keys of indexes) {
    for (const [name, part] of Object.entries(keys)) {
      const message = tooLongKeyValue(part, item[name]);
      if (message !== undefined) return message;
    }
  }
  return undefined;
}

/** The same of what an update expression sets to a value that is given, alone or by if_not_exists; what it computes is not looked at. */
export function tooLongUpdatedIndexKey(action: JsonObject, keys: TableKeys): string | undefined {
  return tooLongIndexKey(Object.fromEntries(assignmentsIn(action)), keys) === undefined
    ? undefined
    : 'One or more parameter values were invalid: The update expression attempted to update the secondary index key beyond allowed size limits';
}

function assignmentsIn(action: JsonObject): [string, Json | undefined][] {
  const [names, values] = [objectOf(action.ExpressionAttributeNames), objectOf(action.ExpressionAttributeValues)];
  const assignments = (textOf(action.UpdateExpression) ?? '').matchAll(
    /(#?\w+)\s*=\s*(?:if_not_exists\s*\(\s*[#\w.]+\s*,\s*)?(:\w+)/g,
  );
  return [...assignments].map(([, attribute = '', value = '']) => [
    textOf(names[attribute]) ?? attribute,
    values[value],
  ]);
}
