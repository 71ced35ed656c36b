import {
  batch,
  call,
  cancelled,
  cancelledOrInvalid,
  invalid,
  key,
  put,
  query,
  set,
  texts,
  transaction,
} from './refused-call.ts';
import type { Answer, KnownCall } from './refused-call.ts';

type Input = KnownCall['input'];

/** Values of a partition key and a sort key with so many bytes. */
function calls(which: string, pk: string, sk: string, says: RegExp | undefined): readonly KnownCall[] {
  const refused = says === undefined ? 'taken' : invalid(says);
  const inTransaction = says === undefined ? 'taken' : cancelledOrInvalid;
  const long = key(pk, sk);
  const read = { TableName: texts, Key: long };
  const indexed = { shelf: { S: pk }, place: { S: sk } };
  const update: Input = {
    ...set('place', { S: sk }),
    UpdateExpression: 'SET #shelf = :pk, place = if_not_exists(place, :value)',
    ExpressionAttributeNames: { '#shelf': 'shelf' },
    ExpressionAttributeValues: { ':pk': { S: pk }, ':value': { S: sk } },
  };
  const check = { ConditionExpression: 'attribute_not_exists(absent)' };
  const all: readonly (readonly [string, string, Input, Answer])[] = [
    ['an item', 'PutItem', { TableName: texts, Item: long }, refused],
    ['a read', 'GetItem', read, refused],
    ['a deletion', 'DeleteItem', read, refused],
    ['an update', 'UpdateItem', read, refused],
    ['a batch that reads', 'BatchGetItem', { RequestItems: { [texts]: { Keys: [long] } } }, refused],
    ['a batch that puts', 'BatchWriteItem', batch({ PutRequest: { Item: long } }), refused],
    ['a batch that deletes', 'BatchWriteItem', batch({ DeleteRequest: { Key: long } }), refused],
    [
      'a transaction that puts',
      'TransactWriteItems',
      transaction({ Put: { TableName: texts, Item: long } }),
      inTransaction,
    ],
    [
      'a transaction that updates',
      'TransactWriteItems',
      transaction({ Update: { ...set('note', { S: 'x' }), Key: long } }),
      inTransaction,
    ],
    ['a transaction that deletes', 'TransactWriteItems', transaction({ Delete: read }), inTransaction],
    [
      'a transaction that checks',
      'TransactWriteItems',
      transaction({ ConditionCheck: { ...read, ...check } }),
      inTransaction,
    ],
    ['a transaction that reads', 'TransactGetItems', transaction({ Get: read }), inTransaction],
    [
      'a query that begins after an item',
      'Query',
      query('pk = :p', { ':p': pk }, { ExclusiveStartKey: long }),
      refused,
    ],
    ['an item of an index', 'PutItem', put(indexed), refused],
    [
      'a batch that puts an item of an index',
      'BatchWriteItem',
      batch({ PutRequest: { Item: { ...key('item'), ...indexed } } }),
      refused,
    ],
    [
      'a transaction that puts an item of an index',
      'TransactWriteItems',
      transaction({ Put: put(indexed) }),
      inTransaction,
    ],
    [
      'an update of an index’s key',
      'UpdateItem',
      update,
      says === undefined ? 'taken' : invalid(/beyond allowed size limits/),
    ],
    [
      'a transaction that updates an index’s key',
      'TransactWriteItems',
      transaction({ Update: update }),
      says === undefined ? 'taken' : cancelled,
    ],
  ];
  return all.map(([title, operation, input, answer]) => call(`${title} with ${which}`, operation, input, answer));
}

/** Developer Guide, "Constraints in Amazon DynamoDB", partition keys and sort keys. */
export const keyLengths: readonly KnownCall[] = [
  ...calls('the longest keys', 'p'.repeat(2048), 's'.repeat(1024), undefined),
  ...calls('a partition key that is too long', 'p'.repeat(2049), 's', /2048 bytes/),
  ...calls('a sort key that is too long', 'p', 's'.repeat(1025), /1024 bytes/),
  call(
    'an item with a sort key that is too long in letters of two bytes',
    'PutItem',
    { TableName: texts, Item: key('p', 'é'.repeat(513)) },
    invalid(/1024 bytes/),
  ),
];
