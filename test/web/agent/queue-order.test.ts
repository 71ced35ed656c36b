import fc from 'fast-check';
import type { Conversation } from '../../../contract/conversations.ts';
import { beginsWith, belongs, belowOf, placed, withPage } from '../../../web/agent/queue-order.ts';
import type { QueueFilter } from '../../../web/agent/queue-order.ts';
import { conversation } from '../messages.ts';

const all: QueueFilter = { view: 'all', status: 'open', agentId: 'ada' };
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString();
const waiting = (id: string, minute: number, more: Partial<Conversation> = {}): Conversation =>
  conversation({ id, waitingSince: at(minute), updatedAt: at(minute), ...more });
const ids = (queue: readonly Conversation[]) => queue.map(({ id }) => id);

test('who has waited longest stands at the top, and the answered stand behind all who wait', () => {
  const queue = [
    waiting('b', 2),
    waiting('a', 1),
    conversation({ id: 'answered', updatedAt: at(9) }),
    waiting('c', 3),
  ].reduce<readonly Conversation[]>((sorted, one) => placed(sorted, one, all, true), []);
  expect(ids(queue)).toEqual(['a', 'b', 'c', 'answered']);
});

test('answering moves a conversation behind those who wait, and further changes leave it where it is', () => {
  const queue = [waiting('a', 1), waiting('b', 2), conversation({ id: 'c', updatedAt: at(0) })];
  const answered = placed(queue, conversation({ id: 'a', updatedAt: at(5) }), all, true);
  expect(ids(answered)).toEqual(['b', 'c', 'a']);
  const changed = placed(answered, conversation({ id: 'c', updatedAt: at(6) }), all, true);
  expect(ids(changed)).toEqual(['b', 'c', 'a']);
});

test('what no longer belongs into the view leaves it', () => {
  const queue = [waiting('a', 1), waiting('b', 2)];
  expect(ids(placed(queue, waiting('a', 1, { status: 'solved', updatedAt: at(5) }), all, true))).toEqual(['b']);
  const unassigned: QueueFilter = { ...all, view: 'unassigned' };
  expect(ids(placed(queue, waiting('b', 2, { assignee: 'ada', updatedAt: at(5) }), unassigned, true))).toEqual(['a']);
});

test('an older copy changes nothing', () => {
  const queue = [waiting('a', 1, { updatedAt: at(9) })];
  expect(placed(queue, waiting('a', 1, { status: 'solved', updatedAt: at(5) }), all, true)).toBe(queue);
});

test('while more is to be loaded, what belongs behind the loaded part is left for its page', () => {
  const queue = [waiting('a', 1), waiting('b', 2)];
  expect(ids(placed(queue, waiting('c', 3), all, false))).toEqual(['a', 'b']);
  expect(ids(placed(queue, waiting('between', 1, { waitingSince: at(1.5) }), all, false))).toEqual([
    'a',
    'between',
    'b',
  ]);
});

test.each([
  ['mine', 'ada', true],
  ['mine', 'grace', false],
  ['mine', null, false],
  ['unassigned', null, true],
  ['unassigned', 'ada', false],
  ['all', 'grace', true],
] as const)('in the view %s one that is assigned to %s belongs: %s', (view, assignee, expected) => {
  expect(belongs(conversation({ assignee }), { ...all, view })).toBe(expected);
});

test('pages put together show nothing twice', () => {
  const page = [waiting('a', 1), waiting('b', 2)];
  expect(ids(withPage(page, [waiting('b', 2), waiting('c', 3)]))).toEqual(['a', 'b', 'c']);
});

test('whatever is pushed in whatever order, those who wait are in order and each stands there once', () => {
  const change = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    since: fc.option(fc.nat({ max: 30 })),
    status: fc.constantFrom<'open' | 'solved'>('open', 'open', 'open', 'solved'),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const queue = changes.reduce<readonly Conversation[]>((sorted, { id, since, status }, turn) => {
        const updatedAt = new Date(Date.UTC(2026, 10, 24) + turn).toISOString();
        const one = conversation({ id, status, updatedAt, waitingSince: since === null ? null : at(since) });
        return placed(sorted, one, all, true);
      }, []);
      expect(new Set(ids(queue)).size).toBe(queue.length);
      const order = queue.map(({ waitingSince, id }) =>
        typeof waitingSince === 'string' ? `${waitingSince}#${id}` : '~',
      );
      expect(order).toEqual([...order].sort());
    }),
  );
});

test('with its top fetched anew a long queue keeps what lies below, and nothing twice', () => {
  const queue = [1, 2, 3, 4, 5, 6].map((minute) => waiting(`w${minute}`, minute));
  const answeredAtTheTop = [waiting('w2', 2), waiting('w3', 3), waiting('w4', 4)];
  expect(ids(belowOf(queue, answeredAtTheTop))).toEqual(['w5', 'w6']);
  const newAtTheTop = [waiting('w0', 0), waiting('w1', 1), waiting('w2', 2)];
  expect(ids(belowOf(queue, newAtTheTop))).toEqual(['w3', 'w4', 'w5', 'w6']);
  expect(belowOf(queue.slice(0, 2), newAtTheTop)).toEqual([]);
});

test.each([
  ['jür', true],
  ['weiß', true],
  ['JUERGEN@', true],
  ['ürgen', false],
  ['example', false],
])('a search for %j finds Jürgen Weiß: %s', (text, found) => {
  expect(beginsWith({ id: 'v', name: 'Jürgen Weiß', email: 'juergen@example.com' }, text)).toBe(found);
});
