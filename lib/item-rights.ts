import type { FunctionName } from './function-names.ts';

/** What a function may do with items. Reading a whole table is not among it: nothing scans. */
export type ItemAction =
  'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';

export type Index = 'queue' | 'due';

export interface ItemRights {
  readonly items: readonly ItemAction[];
  /** The indexes that it queries. */
  readonly indexes?: readonly Index[];
}

/**
 * What each function does with the table, and may do: nothing else. A transaction has no action of its own, each of its parts must
 * be allowed. test/lib/item-rights.test.ts finds in the bundles what is needed.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
export const itemRights = {
  'visitor-api': {
    items: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
  },
  'agent-api': {
    items: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    indexes: ['queue'],
  },
  realtime: { items: ['GetItem', 'PutItem', 'DeleteItem'] },
  'follow-changes': { items: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem'] },
  'check-unread': { items: ['GetItem', 'Query', 'PutItem', 'ConditionCheckItem'] },
  'sweep-overdue': { items: ['GetItem'], indexes: ['due'] },
  'receive-email': { items: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
  'record-email-event': { items: ['GetItem', 'Query', 'PutItem'] },
  'run-canary': { items: ['GetItem', 'Query', 'PutItem'] },
} as const satisfies Partial<Record<FunctionName, ItemRights>>;
