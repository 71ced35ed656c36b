import { batch, bytes, call, cancelled, invalid, key, put, query, set, texts, transaction } from './refused-call.ts';
import type { KnownCall } from './refused-call.ts';

const emptyText = invalid(/key attribute cannot contain an empty string value/);
const emptyBytes = invalid(/key attribute cannot contain an empty binary value/);
const noText = { S: '' };
const noBytes = { B: '' };
const exists = { ConditionExpression: 'attribute_exists(pk)' };

const inKeys: readonly KnownCall[] = [
  call('an item with an empty text as partition key', 'PutItem', { TableName: texts, Item: key('') }, emptyText),
  call('an item with an empty text as sort key', 'PutItem', { TableName: texts, Item: key('p', '') }, emptyText),
  call('an item without bytes as its key', 'PutItem', { TableName: bytes, Item: { key: noBytes } }, emptyBytes),
  ...['GetItem', 'DeleteItem', 'UpdateItem'].flatMap((operation) => [
    call(`the key of a ${operation} with an empty text`, operation, { TableName: texts, Key: key('p', '') }, emptyText),
    call(`the key of a ${operation} without bytes`, operation, { TableName: bytes, Key: { key: noBytes } }, emptyBytes),
  ]),
  call(
    'a batch that reads an empty key',
    'BatchGetItem',
    { RequestItems: { [texts]: { Keys: [key('')] } } },
    emptyText,
  ),
  call('a batch that puts an empty key', 'BatchWriteItem', batch({ PutRequest: { Item: key('') } }), emptyText),
  call(
    'a batch that deletes an empty key',
    'BatchWriteItem',
    batch({ DeleteRequest: { Key: key('p', '') } }),
    emptyText,
  ),
  ...(
    [
      ['puts', { Put: { TableName: texts, Item: key('') } }],
      ['checks', { ConditionCheck: { TableName: texts, Key: key('p', ''), ...exists } }],
      ['deletes', { Delete: { TableName: texts, Key: key('p', '') } }],
      ['updates', { Update: { ...set('a', { S: 'x' }), Key: key('p', '') } }],
    ] as const
  ).map(([verb, action]) =>
    call(`a transaction that ${verb} an empty key`, 'TransactWriteItems', transaction(action), emptyText),
  ),
  call(
    'a transaction that reads an empty key',
    'TransactGetItems',
    transaction({ Get: { TableName: texts, Key: key('p', '') } }),
    cancelled,
  ),
];

const inIndexes: readonly KnownCall[] = [
  call('an empty text as an index’s partition key', 'PutItem', put({ shelf: noText, place: { S: 'a' } }), emptyText),
  call('an empty text as an index’s sort key', 'PutItem', put({ shelf: { S: 'a' }, place: noText }), emptyText),
  call('an empty index key of an item that is in no index', 'PutItem', put({ place: noText }), emptyText),
  call(
    'no bytes as an index’s key',
    'PutItem',
    { TableName: bytes, Item: { key: { B: 'AA==' }, mark: noBytes } },
    emptyBytes,
  ),
  call('an update of an index’s key to an empty text', 'UpdateItem', set('place', noText), emptyText),
  call(
    'a batch that puts an empty index key',
    'BatchWriteItem',
    batch({ PutRequest: { Item: { ...key('p'), shelf: noText } } }),
    emptyText,
  ),
  call(
    'a transaction that puts an empty index key',
    'TransactWriteItems',
    transaction({ Put: put({ shelf: noText }) }),
    emptyText,
  ),
  call(
    'a transaction that updates an index’s key to an empty text',
    'TransactWriteItems',
    transaction({ Update: set('shelf', noText) }),
    emptyText,
  ),
];

const inConditions: readonly KnownCall[] = [
  call('a query of an empty partition', 'Query', query('pk = :p', { ':p': '' }), emptyText),
  call(
    'a query of what begins with an empty text',
    'Query',
    query('pk = :p AND begins_with(sk, :s)', { ':p': 'p', ':s': '' }),
    emptyText,
  ),
  call(
    'the same with names for the attributes',
    'Query',
    query(
      '#p = :p AND begins_with(#s, :s)',
      { ':p': 'p', ':s': '' },
      { ExpressionAttributeNames: { '#p': 'pk', '#s': 'sk' } },
    ),
    emptyText,
  ),
  call(
    'a query that names an empty text before the attribute',
    'Query',
    query(':p = pk AND :s < sk', { ':p': 'p', ':s': '' }),
    emptyText,
  ),
  ...['=', '<', '>', '<=', '>='].map((sign) =>
    call(
      `a query of sort keys ${sign} an empty text`,
      'Query',
      query(`pk = :p AND sk ${sign} :s`, { ':p': 'p', ':s': '' }),
      emptyText,
    ),
  ),
  call(
    'a query between an empty text and another',
    'Query',
    query('pk = :p AND sk BETWEEN :s AND :t', { ':p': 'p', ':s': '', ':t': 't' }),
    emptyText,
  ),
  call('a query of an index’s empty partition', 'Query', query('#g = :g', { ':g': '' }, ofIndex()), emptyText),
  call(
    'a query of an index’s sort keys > an empty text',
    'Query',
    query('#g = :g AND place > :s', { ':g': 'g', ':s': '' }, ofIndex()),
    emptyText,
  ),
  call(
    'a query of no bytes',
    'Query',
    {
      TableName: bytes,
      KeyConditionExpression: '#k = :k',
      ExpressionAttributeNames: { '#k': 'key' },
      ExpressionAttributeValues: { ':k': noBytes },
    },
    emptyBytes,
  ),
  call(
    'a query in the old form of what begins with an empty text',
    'Query',
    {
      TableName: texts,
      KeyConditions: {
        pk: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'p' }] },
        sk: { ComparisonOperator: 'BEGINS_WITH', AttributeValueList: [noText] },
      },
    },
    emptyText,
  ),
];

const inStartKeys: readonly KnownCall[] = [
  call(
    'a query that begins after an empty sort key',
    'Query',
    query('pk = :p', { ':p': 'p' }, { ExclusiveStartKey: key('p', '') }),
    emptyText,
  ),
  call(
    'a query of an index that begins after an empty place in it',
    'Query',
    after({ ...key('p'), shelf: { S: 'g' }, place: noText }),
    emptyText,
  ),
  call(
    'a query of an index that begins after an item with an empty key',
    'Query',
    after({ ...key('p', ''), shelf: { S: 'g' }, place: { S: 'a' } }),
    emptyText,
  ),
  call(
    'a scan that begins after an empty partition key',
    'Scan',
    { TableName: texts, ExclusiveStartKey: key('') },
    emptyText,
  ),
  call(
    'a scan that begins after no bytes',
    'Scan',
    { TableName: bytes, ExclusiveStartKey: { key: noBytes } },
    emptyBytes,
  ),
];

const elsewhere: readonly KnownCall[] = [
  call('an empty text outside of keys', 'PutItem', put({ note: noText }), 'taken'),
  call('no bytes outside of keys', 'PutItem', put({ note: noBytes }), 'taken'),
  call(
    'a query that filters for an empty text',
    'Query',
    query('pk = :p', { ':p': 'p', ':e': '' }, { FilterExpression: 'note = :e' }),
    'taken',
  ),
];

export const emptyKeys: readonly KnownCall[] = [...inKeys, ...inIndexes, ...inConditions, ...inStartKeys, ...elsewhere];

function ofIndex(): { IndexName: string; ExpressionAttributeNames: Record<string, string> } {
  return { IndexName: 'places', ExpressionAttributeNames: { '#g': 'shelf' } };
}

function after(ExclusiveStartKey: KnownCall['input']): KnownCall['input'] {
  return query('#g = :g', { ':g': 'g' }, { ...ofIndex(), ExclusiveStartKey });
}
