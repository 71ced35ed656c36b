import { present } from '../../../functions/api/http/present.ts';
import { follow } from '../../../functions/domain/changes/follow.ts';
import type { Change, FollowPorts } from '../../../functions/domain/changes/follow.ts';
import type { Seq } from '../../../functions/domain/records/ids.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { company, noon, standingWorld, told, visitor } from '../../setup/scene.ts';

const { conversation, messages } = told([0, {}]);
const vera = visitor({ name: 'Vera' });

const changes: readonly Change[] = [
  { kind: 'message', before: undefined, after: messages[0]! },
  {
    kind: 'conversation',
    before: conversation,
    after: { ...conversation, visitorReadThrough: 1 as Seq, pending: null },
  },
  { kind: 'visitor', before: undefined, after: vera },
];

/** Follows all changes; what is noted then of the conversation and the visitor. */
async function noted(stored: 'stored' | 'erased') {
  const world = standingWorld();
  const table = inMemoryTable({ now: world.now, company });
  if (stored === 'stored') {
    await table.commit([
      { kind: 'conversation', value: conversation },
      { kind: 'visitor', value: vera },
    ]);
  }
  const unused = () => Promise.reject(new Error('not needed'));
  const ports: FollowPorts = {
    world,
    table,
    timer: { arm: unused, checkNow: unused },
    realtime: { push: unused, end: unused },
    attachments: {
      uploadPlace: () => ({ method: 'PUT', url: '', headers: {} }),
      uploadedSize: unused,
      keepUpload: unused,
      downloadUrl: () => '',
      get: unused,
      remove: unused,
    },
    present,
  };
  for (const change of changes) await follow(ports, change);
  return {
    answered: await table.answeredOn(noon),
    reads: (await table.reads(conversation.id)).length,
    found: await table.findVisitors('vera', 10),
  };
}

test('of what was erased before its change was followed, nothing is noted', async () => {
  expect(await noted('erased')).toEqual({ answered: [], reads: 0, found: [] });
});

test('of what is still there all is noted', async () => {
  expect(await noted('stored')).toEqual({ answered: [conversation.id], reads: 1, found: [vera.id] });
});
