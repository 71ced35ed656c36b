import { batch, call, invalid, key, put, query, set, texts, transaction } from './refused-call.ts';
import type { Answer, KnownCall } from './refused-call.ts';

const emptySet = invalid(/sets? +(?:may|should) not be empty/);
/** In a transaction AWS's documentation does not say whether the call or the action is refused. */
const emptySetInUpdate: Answer = {
  refused: ['ValidationException', 'TransactionCanceledException'],
  says: /not be empty|ValidationError/,
};
const digits = invalid(/more than 38 significant digits/);
const tooGreat = invalid(/magnitude larger than supported range/);
const tooSmall = invalid(/magnitude smaller than supported range/);
const ones = (count: number): string => '1'.repeat(count);

const sets = ['SS', 'NS', 'BS'].flatMap((type): readonly KnownCall[] => {
  const none = { [type]: [] };
  return [
    call(`an empty ${type}`, 'PutItem', put({ set: none }), emptySet),
    call(`an empty ${type} deep in an item`, 'PutItem', put({ list: { L: [{ M: { set: none } }] } }), emptySet),
    call(`an update to an empty ${type}`, 'UpdateItem', set('note', none), emptySet),
    call(
      `a batch with an empty ${type}`,
      'BatchWriteItem',
      batch({ PutRequest: { Item: { ...key('p'), set: none } } }),
      emptySet,
    ),
    call(
      `a transaction that puts an empty ${type}`,
      'TransactWriteItems',
      transaction({ Put: put({ set: none }) }),
      emptySet,
    ),
    call(
      `a transaction that updates to an empty ${type}`,
      'TransactWriteItems',
      transaction({ Update: set('note', none) }),
      emptySetInUpdate,
    ),
  ];
});

const numbers: readonly KnownCall[] = [
  ...(
    [
      ['of 38 digits', ones(38), 'taken'],
      ['of 38 digits with noughts before and after them', `000${ones(38)}0000`, 'taken'],
      ['of 39 digits', ones(39), digits],
      ['of 39 digits after the point', `0.${ones(39)}`, digits],
      ['that is the greatest', `9.${'9'.repeat(37)}E+125`, 'taken'],
      ['that is too great', '1E+126', tooGreat],
      ['that is too great below zero', '-1E+126', tooGreat],
      ['that is the smallest', '1E-130', 'taken'],
      ['that is too small', '1E-131', tooSmall],
      ['that is too small below zero', '-1E-131', tooSmall],
      ['that is none', 'NaN', invalid(/cannot be converted to a numeric value/)],
      ['that is empty', '', invalid(/cannot be converted to a numeric value/)],
    ] as const
  ).map(([which, N, answer]) => call(`a number ${which}`, 'PutItem', put({ n: { N } }), answer)),
  call(
    'a number of 39 digits deep in an item',
    'PutItem',
    put({ list: { L: [{ M: { n: { N: ones(39) } } }] } }),
    digits,
  ),
  call('a set with a number of 39 digits', 'PutItem', put({ set: { NS: ['1', ones(39)] } }), digits),
  call('an update to a number of 39 digits', 'UpdateItem', set('n', { N: ones(39) }), digits),
  call(
    'an update that adds up to a number that is too great',
    'UpdateItem',
    {
      TableName: texts,
      Key: key('greatest'),
      UpdateExpression: 'ADD n :n',
      ExpressionAttributeValues: { ':n': { N: '9E+125' } },
    },
    invalid(/magnitude larger than supported range|cannot be converted to a numeric value/),
  ),
  call(
    'a filter with a number of 39 digits',
    'Query',
    {
      ...query('pk = :p', {}, { FilterExpression: 'n = :n' }),
      ExpressionAttributeValues: { ':p': { S: 'p' }, ':n': { N: ones(39) } },
    },
    digits,
  ),
  call(
    'a batch with a number of 39 digits',
    'BatchWriteItem',
    batch({ PutRequest: { Item: { ...key('p'), n: { N: ones(39) } } } }),
    digits,
  ),
  call(
    'a transaction with a number of 39 digits',
    'TransactWriteItems',
    transaction({ Put: put({ n: { N: ones(39) } }) }),
    digits,
  ),
];

export const values: readonly KnownCall[] = [...sets, ...numbers];
