import { isObject, listOf, objectOf } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { invalid } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** As DynamoDB says it, its two blanks included. */
const said: Readonly<Record<string, string>> = {
  SS: 'An string set  may not be empty',
  NS: 'An number set  may not be empty',
  BS: 'Binary sets should not be empty',
};

/** Refuses attributes with a set that has no members, however deep (Developer Guide, "Supported data types", sets). */
export function refusedEmptySets(attributes: JsonObject): Refusal | undefined {
  for (const value of Object.values(attributes)) {
    const message = emptySetIn(value);
    if (message !== undefined) return invalid(`One or more parameter values were invalid: ${message}`);
  }
  return undefined;
}

function emptySetIn(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  for (const [type, members] of Object.entries(value)) {
    if (said[type] !== undefined && Array.isArray(members) && members.length === 0) return said[type];
  }
  for (const one of [...listOf(value.L), ...Object.values(objectOf(value.M))]) {
    const found = emptySetIn(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
