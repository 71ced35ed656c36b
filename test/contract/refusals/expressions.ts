import { bytes, call, invalid, key, put, query, set, texts, transaction } from './refused-call.ts';
import type { Answer, KnownCall } from './refused-call.ts';

type Input = KnownCall['input'];

const tooLong = invalid(/Expression size has exceeded the maximum allowed size/);
const ofLength = (length: number): string => `attribute_not_exists(${'a'.repeat(length - 22)})`;
const read = { TableName: texts, Key: key('item') };
const check = { ...read, ConditionExpression: 'attribute_not_exists(absent)' };
const batchRead = (more: Input): Input => ({ RequestItems: { [texts]: { Keys: [key('item')], ...more } } });

/** Each with an expression of that many bytes. */
function withExpression(size: number, answer: Answer): readonly KnownCall[] {
  const condition = { ConditionExpression: ofLength(size) };
  const projection = { ProjectionExpression: 'a'.repeat(size) };
  const update = `SET ${'a'.repeat(size - 13)} = :value`;
  return (
    [
      ['a condition for a put', 'PutItem', { ...put({}), ...condition }],
      ['a condition for a deletion', 'DeleteItem', { ...read, ...condition }],
      ['a condition for an update', 'UpdateItem', { ...set('note', { S: 'x' }), ...condition }],
      ['an update', 'UpdateItem', { ...set('note', { S: 'x' }), UpdateExpression: update }],
      ['a filter of a query', 'Query', query('pk = :p', { ':p': 'p' }, { FilterExpression: ofLength(size) })],
      ['a filter of a scan', 'Scan', { TableName: texts, FilterExpression: ofLength(size) }],
      ['a condition of a query', 'Query', query(`pk = :p${' '.repeat(size - 7)}`, { ':p': 'p' })],
      ['a condition in a transaction', 'TransactWriteItems', transaction({ Put: { ...put({}), ...condition } })],
      ['a check in a transaction', 'TransactWriteItems', transaction({ ConditionCheck: { ...read, ...condition } })],
      [
        'an update in a transaction',
        'TransactWriteItems',
        transaction({ Update: { ...set('note', { S: 'x' }), UpdateExpression: update } }),
      ],
      ['a projection', 'GetItem', { ...read, ...projection }],
      ['a projection in a transaction', 'TransactGetItems', transaction({ Get: { ...read, ...projection } })],
      ['a projection in a batch', 'BatchGetItem', batchRead(projection)],
    ] as const
  ).map(([which, operation, input]) => call(`${which} of ${size} bytes`, operation, input, answer));
}

const unused = (['Names', 'Values'] as const).flatMap((kind): readonly KnownCall[] => {
  const sign = kind === 'Names' ? '#' : ':';
  const given: Input = {
    [`ExpressionAttribute${kind}`]: { [`${sign}unused`]: kind === 'Names' ? 'unused' : { S: 'x' } },
  };
  const answer = invalid(new RegExp(`ExpressionAttribute${kind} unused in expressions: keys: \\{${sign}unused\\}`));
  const update = { ...read, UpdateExpression: 'REMOVE absent', ...given };
  const onlyNames: readonly (readonly [string, string, Input])[] = [
    ['a read', 'GetItem', { ...read, ProjectionExpression: 'pk', ...given }],
    ['a batch that reads', 'BatchGetItem', batchRead({ ProjectionExpression: 'pk', ...given })],
    [
      'a transaction that reads',
      'TransactGetItems',
      transaction({ Get: { ...read, ProjectionExpression: 'pk', ...given } }),
    ],
    ['a query', 'Query', query('pk = :p', { ':p': 'p' }, given)],
  ];
  return (
    [
      ['a put', 'PutItem', { ...put({}), ConditionExpression: 'attribute_not_exists(absent)', ...given }],
      ['an update', 'UpdateItem', update],
      ['a deletion', 'DeleteItem', { ...check, ...given }],
      ['a scan', 'Scan', { TableName: texts, FilterExpression: 'attribute_not_exists(absent)', ...given }],
      [
        'a transaction that puts',
        'TransactWriteItems',
        transaction({ Put: { ...put({}), ConditionExpression: 'attribute_not_exists(absent)', ...given } }),
      ],
      ['a transaction that updates', 'TransactWriteItems', transaction({ Update: update })],
      ['a transaction that checks', 'TransactWriteItems', transaction({ ConditionCheck: { ...check, ...given } })],
      ...(kind === 'Names' ? onlyNames : []),
    ] as const
  ).map(([which, operation, input]) =>
    call(`${which} with ${kind.toLowerCase()} that no expression uses`, operation, input, answer),
  );
});

const noName = invalid(/attribute name used in the document path is not defined; attribute name: #none/);
const noValue = invalid(/attribute value used in expression is not defined; attribute value: :none/);

const undefinedOnes: readonly KnownCall[] = [
  call(
    'a condition with a name that is not given',
    'PutItem',
    { ...put({}), ConditionExpression: 'attribute_not_exists(#none)' },
    noName,
  ),
  call(
    'a condition with a value that is not given',
    'PutItem',
    { ...put({}), ConditionExpression: 'note = :none' },
    noValue,
  ),
  call(
    'a condition that holds before it comes to a value that is not given',
    'PutItem',
    { ...put({}), ConditionExpression: 'attribute_exists(sk) OR attribute_not_exists(sk) OR note = :none' },
    noValue,
  ),
  call(
    'a condition that holds before it comes to a name that is not given',
    'DeleteItem',
    {
      TableName: texts,
      Key: key('nobody'),
      ConditionExpression: 'attribute_not_exists(sk) OR attribute_exists(#none)',
    },
    noName,
  ),
  call(
    'a scan of an empty table with a value that is not given',
    'Scan',
    { TableName: bytes, FilterExpression: 'note = :none' },
    noValue,
  ),
  call('an update with a name that is not given', 'UpdateItem', { ...read, UpdateExpression: 'REMOVE #none' }, noName),
  call(
    'an update with a value that is not given',
    'UpdateItem',
    { ...read, UpdateExpression: 'SET note = :none' },
    noValue,
  ),
  call('a query with a name that is not given', 'Query', query('#none = :p', { ':p': 'p' }), noName),
  call(
    'a query with a value that is not given',
    'Query',
    { TableName: texts, KeyConditionExpression: 'pk = :none' },
    noValue,
  ),
  call(
    'a filter with a value that is not given',
    'Query',
    query('pk = :p', { ':p': 'p' }, { FilterExpression: 'note = :none' }),
    noValue,
  ),
  call('a projection with a name that is not given', 'GetItem', { ...read, ProjectionExpression: '#none' }, noName),
  call(
    'a projection in a batch with a name that is not given',
    'BatchGetItem',
    batchRead({ ProjectionExpression: '#none' }),
    noName,
  ),
  call(
    'a transaction with a name that is not given',
    'TransactWriteItems',
    transaction({ ConditionCheck: { ...read, ConditionExpression: 'attribute_exists(#none)' } }),
    noName,
  ),
  call(
    'a transaction with a value that is not given',
    'TransactWriteItems',
    transaction({ Put: { ...put({}), ConditionExpression: 'note = :none' } }),
    noValue,
  ),
];

export const expressions: readonly KnownCall[] = [
  // The others of this length would be one name, and no name may be as long.
  ...withExpression(4096, 'taken').filter(({ title }) => !/^an? (?:update|projection)/.test(title)),
  ...withExpression(4097, tooLong),
  ...unused,
  ...undefinedOnes,
];
