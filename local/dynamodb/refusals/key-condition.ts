import { listOf, objectOf, textOf } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { emptyKeyValue } from './key-value.ts';
import { invalid } from './refusal.ts';
import type { Refusal } from './refusal.ts';

interface Comparison {
  readonly attribute: string;
  readonly values: readonly (Json | undefined)[];
}

/**
 * Refuses a `Query` that compares a key with an empty text or no bytes, as begins_with and BETWEEN do as well: all that a key condition
 * compares is the value of a key attribute.
 */
export function refusedKeyCondition(input: JsonObject): Refusal | undefined {
  for (const { attribute, values } of [...comparisonsIn(input), ...legacyComparisonsIn(input)]) {
    for (const value of values) {
      const message = emptyKeyValue(attribute, value);
      if (message !== undefined) return invalid(message);
    }
  }
  return undefined;
}

/** Words of a key condition that are no attribute's name (Developer Guide, "Key condition expressions for the Query operation"). */
const keywords = new Set(['and', 'between', 'begins_with']);

/** What is compared with what, as far as the expression makes sense; of one that makes none the engine says so. */
function comparisonsIn(input: JsonObject): Comparison[] {
  const words = (textOf(input.KeyConditionExpression) ?? '').match(/[#:]?\w[\w.-]*/g) ?? [];
  const [names, values] = [objectOf(input.ExpressionAttributeNames), objectOf(input.ExpressionAttributeValues)];
  const found: { attribute: string; values: (Json | undefined)[] }[] = [];
  let before: (Json | undefined)[] = [];
  for (const word of words) {
    if (word.startsWith(':')) (found.at(-1)?.values ?? before).push(values[word]);
    else if (!keywords.has(word.toLowerCase())) {
      const attribute = word.startsWith('#') ? (textOf(names[word]) ?? word) : word;
      found.push({ attribute, values: before });
      before = [];
    }
  }
  return found;
}

/** The same in the form that expressions have replaced. */
function legacyComparisonsIn(input: JsonObject): Comparison[] {
  return Object.entries(objectOf(input.KeyConditions)).map(([attribute, condition]) => ({
    attribute,
    values: listOf(objectOf(condition).AttributeValueList),
  }));
}
