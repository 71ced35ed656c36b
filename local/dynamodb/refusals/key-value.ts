import { isObject, objectOf } from '../../json.ts';
import type { Json } from '../../json.ts';

/** Which part of a key an attribute is. */
export type KeyPart = 'HASH' | 'RANGE';

/** Developer Guide, "Constraints in Amazon DynamoDB", partition key and sort key length, in bytes; of tables and of indexes. */
const longest: Readonly<Record<KeyPart, number>> = { HASH: 2048, RANGE: 1024 };

/**
 * What DynamoDB says of an empty text or no bytes as the value of a key attribute; undefined for every other value. Everywhere but in keys
 * of tables and indexes both are allowed (Developer Guide, "Supported data types and naming rules", string and binary).
 */
export function emptyKeyValue(name: string, value: Json | undefined): string | undefined {
  const kind = emptyKind(value);
  return kind && `One or more parameter values are not valid. ${cannotBeEmpty(kind)} Key: ${name}`;
}

function cannotBeEmpty(kind: 'string' | 'binary'): string {
  return `The AttributeValue for a key attribute cannot contain an empty ${kind} value.`;
}

function emptyKind(value: Json | undefined): 'string' | 'binary' | undefined {
  const { S, B } = objectOf(value);
  if (S === '') return 'string';
  return B === '' ? 'binary' : undefined;
}

/** What DynamoDB says of a key value that is longer than its part of a key may be; undefined for one that fits. */
export function tooLongKeyValue(part: KeyPart, value: Json | undefined): string | undefined {
  if (bytesOf(value) <= longest[part]) return undefined;
  const said =
    part === 'HASH'
      ? // So, without the blank.
        `Size of hashkey has exceeded the maximum size limit of${longest.HASH} bytes`
      : `Aggregated size of all range keys has exceeded the size limit of ${longest.RANGE} bytes`;
  return `One or more parameter values were invalid: ${said}`;
}

/** Numbers are always short enough. */
function bytesOf(value: Json | undefined): number {
  if (!isObject(value)) return 0;
  const { S, B } = value;
  if (typeof S === 'string') return Buffer.byteLength(S);
  return typeof B === 'string' ? Buffer.byteLength(B, 'base64') : 0;
}
