import { objectOf, textOf } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { invalid } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** Every parameter of a call that is an expression. */
const parameters = [
  'ConditionExpression',
  'UpdateExpression',
  'ProjectionExpression',
  'FilterExpression',
  'KeyConditionExpression',
] as const;

/** Bytes as they are sent, names and values not put in (Developer Guide, "Constraints in Amazon DynamoDB", expression parameters). */
const longestExpression = 4096;

/** Refuses expressions that are too long, that name what is not given, and names and values that no expression uses. */
export function refusedExpressions(action: JsonObject): Refusal | undefined {
  const given = parameters.flatMap((parameter) => {
    const text = textOf(action[parameter]);
    return text === undefined ? [] : [{ parameter, text }];
  });
  for (const { parameter, text } of given) {
    const size = Buffer.byteLength(text);
    if (size > longestExpression) {
      const said = `Expression size has exceeded the maximum allowed size; expression size: ${size}`;
      return invalid(`Invalid ${parameter}: ${said}`);
    }
  }
  return undefinedIn(given, action) ?? unusedIn(given, action);
}

type Given = readonly { readonly parameter: string; readonly text: string }[];

function undefinedIn(given: Given, action: JsonObject): Refusal | undefined {
  const [names, values] = [objectOf(action.ExpressionAttributeNames), objectOf(action.ExpressionAttributeValues)];
  for (const { parameter, text } of given) {
    const name = placeholders(text, '#').find((one) => !Object.hasOwn(names, one));
    const path = 'An expression attribute name used in the document path is not defined; attribute name';
    if (name !== undefined) return invalid(`Invalid ${parameter}: ${path}: ${name}`);
    const value = placeholders(text, ':').find((one) => !Object.hasOwn(values, one));
    const operand = 'An expression attribute value used in expression is not defined; attribute value';
    if (value !== undefined) return invalid(`Invalid ${parameter}: ${operand}: ${value}`);
  }
  return undefined;
}

function unusedIn(given: Given, action: JsonObject): Refusal | undefined {
  // Names and values without any expression the engine refuses by itself, in other words.
  if (given.length === 0) return undefined;
  for (const [parameter, sign] of [
    ['ExpressionAttributeNames', '#'],
    ['ExpressionAttributeValues', ':'],
  ] as const) {
    const used = new Set(given.flatMap(({ text }) => placeholders(text, sign)));
    const unused = Object.keys(objectOf(action[parameter])).filter((one) => !used.has(one));
    if (unused.length > 0) {
      return invalid(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`);
    }
  }
  return undefined;
}

/** `#name` or `:value`, as they stand in an expression. */
function placeholders(expression: string, sign: '#' | ':'): readonly string[] {
  return expression.match(sign === '#' ? /#\w+/g : /:\w+/g) ?? [];
}
