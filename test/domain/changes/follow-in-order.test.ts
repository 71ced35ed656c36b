import { followInOrder } from '../../../functions/domain/changes/follow-in-order.ts';
import type { FollowPorts } from '../../../functions/domain/changes/follow.ts';
import type { ConversationId } from '../../../functions/domain/records/ids.ts';
import { told } from '../../setup/scene.ts';

const { conversation } = told([0, {}]);
const pending = conversation.pending!;

/** A change of a conversation, which arms its next timer. */
const change = (id: string, arm: number) => ({
  sequenceNumber: `${id}${arm}`,
  change: () =>
    ({
      kind: 'conversation',
      before: conversation,
      after: { ...conversation, id: id as ConversationId, pending: { ...pending, arm: pending.arm + arm } },
    }) as const,
});

/** Follows while timers of one conversation cannot be armed; tells which were, and where to begin again. */
async function following(records: Parameters<typeof followInOrder>[1], bad?: string, timeFor = Infinity) {
  const armed: string[] = [];
  const errors: unknown[] = [];
  const ports = {
    world: { now: () => conversation.createdAt },
    table: { visitor: () => Promise.resolve(undefined) },
    timer: {
      arm: ({ conversationId, arm }: { conversationId: string; arm: number }) => {
        if (conversationId === bad) return Promise.reject(new Error('cannot be armed'));
        armed.push(`${conversationId}${arm - pending.arm}`);
        return Promise.resolve();
      },
    },
  } as unknown as FollowPorts;
  const failed = await followInOrder(ports, records, {
    failed: (error) => errors.push(error),
    isTimeUp: () => armed.length >= timeFor,
  });
  return { armed, failed, errors: errors.length };
}

const records = [change('a', 1), change('b', 1), change('c', 1), change('b', 2), change('a', 2)];

test('changes are followed in their order', async () => {
  expect(await following(records)).toEqual({ armed: ['a1', 'b1', 'c1', 'b2', 'a2'], failed: undefined, errors: 0 });
});

test('one that fails keeps back those of its own conversation, which come after it, and no others', async () => {
  expect(await following(records, 'b')).toEqual({ armed: ['a1', 'c1', 'a2'], failed: 'b1', errors: 1 });
});

test('of the canary’s changes only timers follow', async () => {
  const noted = {
    sequenceNumber: 'noted',
    change: () => ({ kind: 'message', before: undefined, after: { conversationId: 'canary-1' } }) as never,
  };
  const result = await following([change('canary-1', 1), noted, ...records]);
  expect(result).toEqual({ armed: ['canary-11', 'a1', 'b1', 'c1', 'b2', 'a2'], failed: undefined, errors: 0 });
});

test('one that cannot even be read keeps nobody back', async () => {
  const unreadable = {
    sequenceNumber: 'x',
    change: () => {
      throw new TypeError('no conversation');
    },
  };
  const result = await following([unreadable, ...records]);
  expect(result).toEqual({ armed: ['a1', 'b1', 'c1', 'b2', 'a2'], failed: 'x', errors: 1 });
});

test.each<[timeFor: number, armed: readonly string[], failed: string | undefined]>([
  [0, ['a1'], 'b1'],
  [1, ['a1'], 'b1'],
  [3, ['a1', 'b1', 'c1'], 'b2'],
  [5, ['a1', 'b1', 'c1', 'b2', 'a2'], undefined],
])(
  'when time is up after %i, the rest is left for the next run, and never the first',
  async (timeFor, armed, failed) => {
    expect(await following(records, undefined, timeFor)).toEqual({
      armed,
      failed,
      errors: failed === undefined ? 0 : 1,
    });
  },
);

test('one that failed before time was up is where the next run begins', async () => {
  expect(await following(records, 'a', 1)).toEqual({ armed: ['b1'], failed: 'a1', errors: 2 });
});
