import { isObject, listOf, textOf } from './json.ts';
import type { Json, JsonObject } from './json.ts';

/**
 * Whether an event matches a pattern of EventBridge, which is also the language of a stream's filters: every field of
 * the pattern must match, and a field matches if any entry of its list does. `$or` takes alternatives.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 *
 * Throws for an operator that is not known here, rather than let everything or nothing through.
 */
export function matches(pattern: JsonObject, event: Json | undefined): boolean {
  return Object.entries(pattern).every(([field, expected]) => {
    if (field === '$or') return listOf(expected).some((one) => isObject(one) && matches(one, event));
    const actual = isObject(event) ? event[field] : undefined;
    if (isObject(expected)) return matches(expected, actual);
    return listOf(expected).some((one) => matchesEntry(one, actual));
  });
}

/** A list in the event matches if any of its values does; the operators that negate hold only if all do. */
function matchesEntry(expected: Json, actual: Json | undefined): boolean {
  if (!isObject(expected)) return valuesOf(actual).some((value) => value === expected);
  const [[operator, operand = null] = ['', null]] = Object.entries(expected);
  if (operator === 'exists') return (actual !== undefined && !isObject(actual)) === operand;
  const values = valuesOf(actual);
  if (operator === 'anything-but') return values.length > 0 && !values.some((value) => isExcluded(operand, value));
  return values.some((value) => holds(operator, operand, value));
}

function valuesOf(actual: Json | undefined): Json[] {
  if (actual === undefined || isObject(actual)) return [];
  return Array.isArray(actual) ? actual : [actual];
}

function isExcluded(operand: Json, value: Json): boolean {
  if (isObject(operand)) return matchesEntry(operand, value);
  return (Array.isArray(operand) ? operand : [operand]).some((one) => one === value);
}

function holds(operator: string, operand: Json, value: Json): boolean {
  if (operator === 'numeric') return typeof value === 'number' && numberHolds(listOf(operand), value);
  const ignoringCase = isObject(operand) ? textOf(operand['equals-ignore-case']) : undefined;
  const wanted = ignoringCase ?? textOf(operand);
  if (typeof value !== 'string' || wanted === undefined) return false;
  const [text, part] = ignoringCase === undefined ? [value, wanted] : [value.toLowerCase(), wanted.toLowerCase()];
  switch (operator) {
    case 'prefix':
      return text.startsWith(part);
    case 'suffix':
      return text.endsWith(part);
    case 'equals-ignore-case':
      return value.toLowerCase() === wanted.toLowerCase();
    case 'wildcard':
      return wildcard(part).test(text);
    default:
      throw new Error(`The operator ${operator} of event patterns is not known here`);
  }
}

/** `['>', 0, '<=', 5]`: pairs that must all hold. */
function numberHolds(comparisons: Json[], value: number): boolean {
  for (let at = 0; at < comparisons.length; at += 2) {
    const bound = Number(comparisons[at + 1]);
    const holdsHere = {
      '=': value === bound,
      '<': value < bound,
      '<=': value <= bound,
      '>': value > bound,
      '>=': value >= bound,
    };
    const operator = textOf(comparisons[at]) ?? '';
    if (!(operator in holdsHere)) throw new Error(`The comparison ${operator} is not known here`);
    if (!holdsHere[operator as keyof typeof holdsHere]) return false;
  }
  return true;
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
