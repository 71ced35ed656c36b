import type { JsonObject } from '../../../local/json.ts';

/** A call and what DynamoDB says to it. */
export interface KnownCall {
  readonly title: string;
  readonly operation: string;
  readonly input: JsonObject;
  readonly answer: Answer;
}

/** Taken, or refused by an exception of this name with a message that has these words. */
export type Answer =
  | 'taken'
  | { readonly refused: readonly ('ValidationException' | 'TransactionCanceledException')[]; readonly says: RegExp };

/** Refused as a whole. */
export function invalid(says: RegExp): Answer {
  return { refused: ['ValidationException'], says };
}

/** Cancelled for what one action is or does. */
export const cancelled: Answer = { refused: ['TransactionCanceledException'], says: /ValidationError/ };

/** Refused in a transaction, where AWS's documentation does not say by which of the two exceptions. */
export const cancelledOrInvalid: Answer = {
  refused: ['ValidationException', 'TransactionCanceledException'],
  says: /ValidationError|One or more parameter values were invalid/,
};

/** A table with texts as its key, `pk` and `sk`, and an index of texts, `shelf` and `place`. */
export const texts = `texts-${process.pid}`;
/** A table with bytes as its key, `key`, and an index of bytes, `mark`. */
export const bytes = `bytes-${process.pid}`;

export function key(pk: string, sk = 's'): JsonObject {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** An item of the table of texts, in a `PutItem`. */
export function put(attributes: JsonObject): JsonObject {
  return { TableName: texts, Item: { ...key('item'), ...attributes } };
}

/** A `Query` of the table of texts. */
export function query(condition: string, values: Readonly<Record<string, string>>, more: JsonObject = {}): JsonObject {
  const ExpressionAttributeValues = Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }]));
  return { TableName: texts, KeyConditionExpression: condition, ExpressionAttributeValues, ...more };
}

/** An `UpdateItem` of the table of texts that sets one attribute. */
export function set(attribute: string, value: JsonObject, id = 'item'): JsonObject {
  return {
    TableName: texts,
    Key: key(id),
    UpdateExpression: `SET ${attribute} = :value`,
    ExpressionAttributeValues: { ':value': value },
  };
}

/** The actions of a transaction that writes. */
export function transaction(...TransactItems: JsonObject[]): JsonObject {
  return { TransactItems };
}

/** Requests of a batch that writes to the table of texts. */
export function batch(...requests: JsonObject[]): JsonObject {
  return { RequestItems: { [texts]: requests } };
}

export function call(title: string, operation: string, input: JsonObject, answer: Answer): KnownCall {
  return { title, operation, input, answer };
}
