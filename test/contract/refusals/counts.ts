import { batch, bytes, call, invalid, key, put, texts, transaction } from './refused-call.ts';
import type { Answer, KnownCall } from './refused-call.ts';

const tooMany = (most: number): Answer => invalid(new RegExp(`less than or equal to ${most}|Too many items requested`));
const duplicates = invalid(/item keys contains duplicates/);
const twice = invalid(/multiple operations on one item/);
const deletion = { Delete: { TableName: texts, Key: key('item') } };
const check = { ConditionCheck: { TableName: texts, Key: key('item'), ConditionExpression: 'attribute_exists(pk)' } };
const get = { Get: { TableName: texts, Key: key('item') } };

export const counts: readonly KnownCall[] = [
  call(
    'a transaction of 100 actions',
    'TransactWriteItems',
    transaction(...many(100).map((id) => ({ Put: { TableName: texts, Item: key(id) } }))),
    'taken',
  ),
  call(
    'a transaction of 101 actions',
    'TransactWriteItems',
    transaction(...many(101).map((id) => ({ Put: { TableName: texts, Item: key(id) } }))),
    tooMany(100),
  ),
  call('a transaction of none', 'TransactWriteItems', transaction(), invalid(/greater than or equal to 1/)),
  call(
    'a transaction that reads 100 items',
    'TransactGetItems',
    transaction(...many(100).map((id) => ({ Get: { TableName: texts, Key: key(id) } }))),
    'taken',
  ),
  call(
    'a transaction that reads 101 items',
    'TransactGetItems',
    transaction(...many(101).map((id) => ({ Get: { TableName: texts, Key: key(id) } }))),
    tooMany(100),
  ),
  call(
    'a batch that reads 100 keys',
    'BatchGetItem',
    { RequestItems: { [texts]: { Keys: many(100).map((id) => key(id)) } } },
    'taken',
  ),
  call(
    'a batch that reads 101 keys',
    'BatchGetItem',
    { RequestItems: { [texts]: { Keys: many(101).map((id) => key(id)) } } },
    tooMany(100),
  ),
  call(
    'a batch that reads 101 keys of two tables',
    'BatchGetItem',
    { RequestItems: { [texts]: { Keys: many(51).map((id) => key(id)) }, [bytes]: { Keys: many(50).map(byteKey) } } },
    tooMany(100),
  ),
  call(
    'a batch of 25 writes',
    'BatchWriteItem',
    batch(...many(25).map((id) => ({ PutRequest: { Item: key(id) } }))),
    'taken',
  ),
  call(
    'a batch of 26 writes',
    'BatchWriteItem',
    batch(...many(26).map((id) => ({ PutRequest: { Item: key(id) } }))),
    tooMany(25),
  ),
  call(
    'a batch of 26 writes to two tables',
    'BatchWriteItem',
    {
      RequestItems: {
        [texts]: many(13).map((id) => ({ PutRequest: { Item: key(id) } })),
        [bytes]: many(13).map((id) => ({ PutRequest: { Item: byteKey(id) } })),
      },
    },
    invalid(/less than or equal to 25|Too many items requested/),
  ),
  call('a transaction that writes an item twice', 'TransactWriteItems', transaction({ Put: put({}) }, deletion), twice),
  call(
    'a transaction that writes an item and checks it',
    'TransactWriteItems',
    transaction({ Put: put({}) }, check),
    twice,
  ),
  call('a transaction that reads an item twice', 'TransactGetItems', transaction(get, get), twice),
  call(
    'a batch that reads a key twice',
    'BatchGetItem',
    { RequestItems: { [texts]: { Keys: [key('item'), key('item')] } } },
    duplicates,
  ),
  call(
    'a batch that writes an item twice',
    'BatchWriteItem',
    batch({ PutRequest: { Item: key('item') } }, { DeleteRequest: { Key: key('item') } }),
    duplicates,
  ),
];

function many(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `one of many ${index}`);
}

function byteKey(id: string): KnownCall['input'] {
  return { key: { B: Buffer.from(id).toString('base64') } };
}
