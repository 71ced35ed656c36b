import { showVisitor } from '../../../functions/api/agent/people.ts';
import type { AgentPorts } from '../../../functions/api/agent/ports.ts';
import { start } from '../../../functions/domain/conversation/post.ts';
import type { ConversationId, VisitorId } from '../../../functions/domain/records/ids.ts';
import type { Table } from '../../../functions/domain/table/table.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { ada, byVisitor, company, settings, standingWorld, visitor } from '../../setup/scene.ts';

let world: ReturnType<typeof standingWorld>;
let table: Table;

beforeEach(async () => {
  world = standingWorld();
  table = inMemoryTable({ now: world.now, company });
  await table.commit([{ kind: 'settings', value: settings }]);
  for (const id of ['vera', 'other'] as VisitorId[]) {
    await table.commit([{ kind: 'visitor', value: visitor({ id }) }]);
  }
});

async function opens(text: string, visitorId = 'vera' as VisitorId): Promise<ConversationId> {
  world.advance(1);
  const draft = { ...byVisitor, channel: 'messaging', text } as never;
  return (await start(world, table, { visitorId, draft })).conversation.id;
}

async function shown(): Promise<readonly { id: string; status: string; lastMessage: { text: string } }[]> {
  const caller = { agent: { id: ada.id, name: ada.name }, admin: false };
  const { body } = await showVisitor({ table } as AgentPorts)({ parameters: { id: 'vera' } } as never, caller);
  expect(body).toMatchObject({ visitor: { id: 'vera', email: 'vera@example.org', addressVersion: 1 } });
  return (body as unknown as { conversations: Awaited<ReturnType<typeof shown>> }).conversations;
}

test('a visitor is shown with their conversations, newest first, closed ones too, and nobody else’s', async () => {
  const first = await opens('First');
  await opens('Foreign', 'other' as VisitorId);
  const second = await opens('Second');
  const closed = (await table.conversation(first))!;
  await table.commit([{ kind: 'conversation', value: { ...closed, status: 'closed' } }]);
  expect(await shown()).toMatchObject([
    { id: second, status: 'open', lastMessage: { text: 'Second' }, lastByPerson: { text: 'Second' } },
    { id: first, status: 'closed', lastMessage: { text: 'First' }, updatedAt: closed.updatedAt },
  ]);
});

test('at most twenty are shown: the newest', async () => {
  for (let number = 1; number <= 23; number += 1) await opens(`Question ${number}`);
  const conversations = await shown();
  expect(conversations).toHaveLength(20);
  expect(conversations[0]?.lastMessage.text).toBe('Question 23');
  expect(conversations.at(-1)?.lastMessage.text).toBe('Question 4');
});

test('without conversations none are shown', async () => {
  expect(await shown()).toEqual([]);
});
