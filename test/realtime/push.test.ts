import type { ConversationId, VisitorId } from '../../functions/conversation/ids.ts';
import { plusMinutes } from '../../functions/instant.ts';
import { pushToVisitor } from '../../functions/realtime/push.ts';
import { topicOf } from '../../functions/realtime/topic.ts';
import type { Scope } from '../../functions/http/session-token.ts';
import { inMemoryTable } from '../model/in-memory-table.ts';
import { company, emptyConversation, noon, standingWorld, visitor } from '../setup/scene.ts';

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
  const table = inMemoryTable({ now: standingWorld().now, company });
  const topic = topicOf({ visitorId: anonymous, scope });
  await table.putConnection({ id: 'socket', topic, expiresAt: plusMinutes(noon, 60) });
  const conversation = {
    ...emptyConversation(conversationId),
    visitorId: user.id,
    broughtAlong: { from: anonymous, emailSince: 5, email: 'vera@example.org', addressVersion: 3 },
  };
  const heard: string[] = [];
  const realtime = { push: (id: string) => Promise.resolve('sent' as const).finally(() => heard.push(id)) };
  await pushToVisitor({ table, realtime }, user, conversation, { type: 'typing' });
  expect(heard).toEqual(hears ? ['socket'] : []);
});
