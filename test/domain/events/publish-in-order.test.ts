import { publishInOrder } from '../../../functions/domain/events/publish-in-order.ts';
import type { HappeningRecord, Put } from '../../../functions/domain/events/publish-in-order.ts';
import type { VisitorId } from '../../../functions/domain/records/ids.ts';
import { noon } from '../../setup/scene.ts';

const erased = (id: string): HappeningRecord => ({
  sequenceNumber: `number of ${id}`,
  happening: () => ({ of: 'erasure', at: noon, visitorId: id as VisitorId }),
});
const untold: HappeningRecord = { sequenceNumber: 'untold', happening: () => undefined };
const unreadable: HappeningRecord = {
  sequenceNumber: 'unreadable',
  happening: () => {
    throw new TypeError('no data');
  },
};

/** Publishes to a bus that takes so many events. */
async function publishing(records: readonly HappeningRecord[], room = Infinity) {
  const told = { notTaken: [] as unknown[], unreadable: [] as unknown[] };
  let put: readonly string[] = [];
  const first = await publishInOrder(
    {
      put: (events) => {
        put = events.slice(0, room).map(({ detail }) => detail.id);
        const answer: Put =
          events.length > room ? { kind: 'some', taken: room, error: new Error('full') } : { kind: 'all' };
        return Promise.resolve(answer);
      },
    },
    records,
    {
      isTimeUp: () => false,
      notTaken: (error) => told.notTaken.push(error),
      unreadable: (error) => told.unreadable.push(error),
    },
  );
  return { first, put, notTaken: told.notTaken.length, unreadable: told.unreadable.length };
}

const records = [erased('a'), untold, erased('b'), erased('c')];

test('events are published in the order of their records', async () => {
  expect(await publishing(records)).toEqual({
    first: undefined,
    put: ['a.erased', 'b.erased', 'c.erased'],
    notTaken: 0,
    unreadable: 0,
  });
});

test.each([
  [0, 'number of a'],
  [1, 'number of b'],
  [2, 'number of c'],
])('when the bus takes %d, the record of the next is where to begin again', async (room, first) => {
  expect(await publishing(records, room)).toMatchObject({ first, notTaken: 1, unreadable: 0 });
});

test('a record that cannot be read is told of, and keeps no other back', async () => {
  expect(await publishing([erased('a'), unreadable, erased('b')])).toEqual({
    first: undefined,
    put: ['a.erased', 'b.erased'],
    notTaken: 0,
    unreadable: 1,
  });
});
