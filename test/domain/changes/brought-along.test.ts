import { follow } from '../../../functions/domain/changes/follow.ts';
import type { FollowPorts } from '../../../functions/domain/changes/follow.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import type { Topic } from '../../../functions/domain/records/connection.ts';
import type { VisitorId } from '../../../functions/domain/records/ids.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { company, noon, standingWorld, told } from '../../setup/scene.ts';

const { conversation } = told([0, {}]);
const user = 'user' as VisitorId;

/** Which connections are ended when a login takes the conversation along to the user. */
async function ended(topics: Readonly<Record<string, Topic>>): Promise<readonly string[]> {
  const world = standingWorld();
  const table = inMemoryTable({ now: world.now, company });
  for (const [id, topic] of Object.entries(topics)) {
    await table.putConnection({ id, topic, expiresAt: plusMinutes(noon, 60) });
  }
  const found: string[] = [];
  const realtime = { push: () => Promise.resolve('sent'), end: (id: string) => Promise.resolve(void found.push(id)) };
  const after = { ...conversation, visitorId: user };
  await follow({ world, table, realtime } as unknown as FollowPorts, {
    kind: 'conversation',
    before: conversation,
    after,
  });
  return found;
}

test('a page that a login elsewhere takes the conversation from connects anew', async () => {
  const { visitorId } = conversation;
  const limited = { conversationId: conversation.id, email: 'vera@example.org', addressVersion: 1 };
  expect(
    await ended({
      page: { kind: 'visitor', visitorId, conversationId: null },
      'came by an e-mail': { kind: 'visitor', visitorId, ...limited },
      'another visitor': { kind: 'visitor', visitorId: 'other' as VisitorId, conversationId: null },
      'the user': { kind: 'visitor', visitorId: user, conversationId: null },
    }),
  ).toEqual(['page']);
});
