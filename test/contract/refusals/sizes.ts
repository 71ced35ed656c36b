import { batch, call, cancelled, invalid, key, put, set, texts, transaction } from './refused-call.ts';
import type { KnownCall } from './refused-call.ts';

const tooLarge = invalid(/Item size (?:to update )?has exceeded the maximum allowed size/);
/** 400 KB: names and values together (Developer Guide, "Constraints in Amazon DynamoDB", items). */
const mostBytes = 400 * 1024;
/** What `pk` = `item` and `sk` = `s` take, with their names. */
const keyBytes = 2 + 4 + 2 + 1;
const left = mostBytes - keyBytes;
const text = (length: number): { S: string } => ({ S: 'x'.repeat(length) });

/** A list or map counts for 3 bytes and each of its elements for one more (Developer Guide, "DynamoDB item sizes and formats"). */
const items: readonly KnownCall[] = [
  call('an item of 400 KB', 'PutItem', put({ a: text(left - 1) }), 'taken'),
  call('an item of 400 KB and a byte', 'PutItem', put({ a: text(left) }), tooLarge),
  call(
    'an item that its attribute’s name makes too large',
    'PutItem',
    put({ ['a'.repeat(60_000)]: text(left - 60_000 + 1) }),
    tooLarge,
  ),
  call('an item of 400 KB in letters of two bytes', 'PutItem', put({ a: { S: 'é'.repeat((left - 1) / 2) } }), 'taken'),
  call(
    'an item that is too large in letters of two bytes',
    'PutItem',
    put({ a: { S: 'é'.repeat((left + 1) / 2) } }),
    tooLarge,
  ),
  call('an item of 400 KB with a list', 'PutItem', put({ a: { L: [text(left - 1 - 3 - 1)] } }), 'taken'),
  call('an item that its list makes too large', 'PutItem', put({ a: { L: [text(left - 1 - 3)] } }), tooLarge),
  call('an item of 400 KB with a map', 'PutItem', put({ a: { M: { b: text(left - 1 - 3 - 1 - 1) } } }), 'taken'),
  call('an item that its map makes too large', 'PutItem', put({ a: { M: { b: text(left - 1 - 3 - 1) } } }), tooLarge),
  call('an update that makes an item too large', 'UpdateItem', set('b', text(1000), 'large'), tooLarge),
  call(
    'a batch with an item that is too large',
    'BatchWriteItem',
    batch({ PutRequest: { Item: { ...key('item'), a: text(left) } } }),
    tooLarge,
  ),
  call(
    'a transaction with an item that is too large',
    'TransactWriteItems',
    transaction({ Put: put({ a: text(left) }) }),
    tooLarge,
  ),
  call(
    'a transaction that makes an item too large',
    'TransactWriteItems',
    transaction({ Update: set('b', text(1000), 'large') }),
    cancelled,
  ),
];

const transactions: readonly KnownCall[] = [
  call('a transaction of items of less than 4 MB', 'TransactWriteItems', ofItems(10), 'taken'),
  call('a transaction of items of more than 4 MB', 'TransactWriteItems', ofItems(11), invalid(/./)),
];

export const sizes: readonly KnownCall[] = [...items, ...transactions];

function ofItems(count: number): KnownCall['input'] {
  return transaction(
    ...Array.from({ length: count }, (_, index) => ({
      Put: { TableName: texts, Item: { ...key(`part${index}`), a: text(400_000) } },
    })),
  );
}
