import { isObject, listOf, objectOf, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';

/** What the functions look things up in. */
export interface References {
  /** A parameter, a pseudo parameter or a resource. */
  readonly ref: (name: string) => string;
  readonly attribute: (logicalId: string, attribute: string) => string;
  readonly imported: (exportName: string) => string;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, first: string, second: string) => Json;
}

/**
 * The value with its intrinsic functions replaced by their results, and what is `AWS::NoValue` left out. Throws for a
 * function that is not known here, rather than pass on what nobody resolved.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolve(value: Json, references: References): Json {
  return resolveOrNone(value, references) ?? null;
}

/** The truth of a condition: `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` or `Condition`. */
export function holds(condition: Json, references: References): boolean {
  const [[name, argument] = ['', null]] = Object.entries(objectOf(condition));
  const each = listOf(argument);
  switch (name) {
    case 'Condition':
      return references.condition(textOf(argument) ?? '');
    case 'Fn::Equals': {
      const [left, right] = each.map((one) => JSON.stringify(resolve(one, references)));
      return left === right;
    }
    case 'Fn::And':
      return each.every((one) => holds(one, references));
    case 'Fn::Or':
      return each.some((one) => holds(one, references));
    case 'Fn::Not':
      return !each.some((one) => holds(one, references));
    default:
      throw new Error(`The condition function ${name} is not known here`);
  }
}

function resolveOrNone(value: Json, references: References): Json | undefined {
  if (Array.isArray(value)) {
    return value.map((one) => resolveOrNone(one, references)).filter((one) => one !== undefined);
  }
  if (!isObject(value)) return value;
  const [only, ...others] = Object.entries(value);
  if (only !== undefined && others.length === 0) {
    const [name, argument] = only;
    if (name === 'Ref') return argument === 'AWS::NoValue' ? undefined : references.ref(textOf(argument) ?? '');
    if (name.startsWith('Fn::')) return call(name, argument ?? null, references);
  }
  const resolved: JsonObject = {};
  for (const [name, one] of Object.entries(value)) {
    const result = one === undefined ? undefined : resolveOrNone(one, references);
    if (result !== undefined) resolved[name] = result;
  }
  return resolved;
}

function call(name: string, argument: Json, references: References): Json | undefined {
  const each = (): Json[] => listOf(resolve(argument, references));
  const texts = (): string[] => each().map((one) => textOf(one) ?? '');
  switch (name) {
    case 'Fn::GetAtt': {
      const [logicalId = '', ...attribute] = typeof argument === 'string' ? argument.split('.') : texts();
      return references.attribute(logicalId, attribute.join('.'));
    }
    case 'Fn::Join': {
      const [separator, parts] = each();
      return listOf(parts)
        .map((part) => textOf(part) ?? '')
        .join(textOf(separator));
    }
    case 'Fn::Sub':
      return substitute(argument, references);
    case 'Fn::Select': {
      const [index, list] = each();
      return listOf(list)[Number(textOf(index))];
    }
    case 'Fn::Split': {
      const [separator = '', text = ''] = texts();
      return text.split(separator);
    }
    case 'Fn::If': {
      const [condition, yes = null, no = null] = listOf(argument);
      return resolveOrNone(references.condition(textOf(condition) ?? '') ? yes : no, references);
    }
    case 'Fn::FindInMap': {
      const [map = '', first = '', second = ''] = texts();
      return references.mapping(map, first, second);
    }
    case 'Fn::ImportValue':
      return references.imported(textOf(resolve(argument, references)) ?? '');
    case 'Fn::Base64':
      return Buffer.from(textOf(resolve(argument, references)) ?? '').toString('base64');
    default:
      throw new Error(`The intrinsic function ${name} is not known here`);
  }
}

/** `${Name}`, `${Resource.Attribute}`, names of its own in the list form, and `${!literal}`. */
function substitute(argument: Json, references: References): string {
  const [text, own] = Array.isArray(argument) ? argument : [argument];
  const variables = objectOf(own);
  return (textOf(text) ?? '').replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const variable = variables[name];
    if (variable !== undefined) return textOf(resolve(variable, references)) ?? '';
    const [logicalId = '', ...attribute] = name.split('.');
    return attribute.length === 0 ? references.ref(name) : references.attribute(logicalId, attribute.join('.'));
  });
}
