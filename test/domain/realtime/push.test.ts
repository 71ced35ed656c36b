import { topicOf } from '../../../functions/api/visitor/topic-of.ts';
import { plusMinutes, plusSeconds } from '../../../functions/domain/instant.ts';
import { connect, receive } from '../../../functions/domain/realtime/connection.ts';
import { pushToAgents, pushToVisitor } from '../../../functions/domain/realtime/push.ts';
import type { Push } from '../../../functions/domain/realtime/realtime.ts';
import type { AgentId, ConversationId, VisitorId } from '../../../functions/domain/records/ids.ts';
import type { Scope } from '../../../functions/domain/session/session.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { company, emptyConversation, noon, standingWorld, visitor } from '../../setup/scene.ts';

const anonymous = 'anonymous' as VisitorId;
const user = visitor({ id: 'user' as VisitorId, addressVersion: 3, emailSince: 2 });
const conversationId = 'c' as ConversationId;
const email = 'Vera@example.org';
const limited = (change: object = {}): Scope => ({
  kind: 'conversation',
  conversationId,
  email,
  addressVersion: 5,
  ...change,
});

test.each<[string, Scope, boolean]>([
  ['who came by an e-mail hears on', limited(), true],
  ['who came by an e-mail to a former address hears nothing', limited({ addressVersion: 4 }), false],
  ['who came by an e-mail to somebody else hears nothing', limited({ email: 'eve@example.org' }), false],
  ['who came to another conversation hears nothing', limited({ conversationId: 'd' }), false],
  ['the anonymous visitor hears nothing', { kind: 'visitor' }, false],
])('after a login brought the conversation along, %s', async (_what, scope, hears) => {
  const world = standingWorld();
  const table = inMemoryTable({ now: world.now, company });
  const topic = topicOf({ visitorId: anonymous, scope });
  await table.putConnection({ id: 'socket', topic, expiresAt: plusMinutes(noon, 60) });
  const conversation = {
    ...emptyConversation(conversationId),
    visitorId: user.id,
    broughtAlong: { from: anonymous, emailSince: 5, email: 'vera@example.org', addressVersion: 3 },
  };
  const heard: string[] = [];
  const realtime = { push: (id: string) => Promise.resolve('sent' as const).finally(() => heard.push(id)) };
  await pushToVisitor({ world, table, realtime }, user, conversation, {
    type: 'typing',
    conversationId: 'c',
    by: 'agent',
  });
  expect(heard).toEqual(hears ? ['socket'] : []);
});

describe('a connection to which a push is answered “gone”', () => {
  const topic = { kind: 'agents', agentId: 'ada' as AgentId } as const;

  async function pushedTo(secondsAfterConnecting: number) {
    const world = standingWorld();
    const table = inMemoryTable({ now: world.now, company });
    const told: string[] = [];
    const realtime = {
      push: (_id: string, { type }: Push) => Promise.resolve('gone' as const).finally(() => told.push(type)),
      end: () => Promise.resolve().finally(() => told.push('end')),
    };
    await table.putTicket('ticket', topic, plusMinutes(noon, 1));
    expect(await connect({ world, table, realtime }, 'socket', 'ticket')).toBe(true);
    const later = { ...world, now: () => plusSeconds(noon, secondsAfterConnecting) };
    await pushToAgents({ world: later, table, realtime }, { type: 'typing', conversationId: 'c', by: 'agent' });
    return { table, told, ping: () => receive({ world: later, table, realtime }, 'socket', '{"type":"ping"}') };
  }

  test.each([0, 1, 29, 59])('is remembered %i seconds after it began: it may be in its handshake', async (seconds) => {
    const { table, told, ping } = await pushedTo(seconds);
    expect((await table.connections(topic)).map(({ id }) => id)).toEqual(['socket']);
    await ping();
    expect(told).toEqual(['typing', 'pong']);
  });

  test.each([60, 7200])('is forgotten %i seconds after it began, and ended when it pings', async (seconds) => {
    const { table, told, ping } = await pushedTo(seconds);
    expect(await table.connections(topic)).toEqual([]);
    await ping();
    expect(told).toEqual(['typing', 'pong', 'end']);
  });
});
