import type { ConversationStore } from '../conversation/conversation-store.ts';
import { goesOnFrom } from '../conversation/goes-on-from.ts';
import { ofPresentVisitor } from '../records/brought-along.ts';
import type { Connection, Topic } from '../records/connection.ts';
import type { Conversation } from '../records/conversation.ts';
import type { VisitorId } from '../records/ids.ts';
import type { Visitor } from '../records/visitor.ts';
import type { World } from '../world.ts';
import { mayBeInHandshake } from './connection-age.ts';
import type { ConnectionStore } from './connection-store.ts';
import type { Push, Realtime } from './realtime.ts';
import { isRevoked } from './topic.ts';

interface PushPorts {
  readonly world: Pick<World, 'now'>;
  readonly table: Pick<ConnectionStore, 'connections' | 'removeConnection'> & Pick<ConversationStore, 'conversation'>;
  readonly realtime: Pick<Realtime, 'push'>;
}

/** Pushes to every agent's page. A push that fails is lost: HTTP reads are the truth, and the pages fetch what they lack. */
export async function pushToAgents(ports: PushPorts, push: Push): Promise<void> {
  const connections = await ports.table.connections({ kind: 'agents' });
  await Promise.allSettled(connections.map((connection) => pushTo(ports, connection, push)));
}

/** Pushes to every page of the visitor that may see the conversation, and forgets those whose session was revoked. */
export async function pushToVisitor(
  ports: PushPorts,
  visitor: Visitor,
  conversation: Conversation,
  push: Push,
): Promise<void> {
  const { table } = ports;
  const [own, before] = await Promise.all([
    table.connections({ kind: 'visitor', visitorId: visitor.id }),
    connectionsOfBefore(table, conversation),
  ]);
  await Promise.allSettled(
    [...own, ...before].map(async (connection) => {
      const { id, topic } = connection;
      if (isRevoked(topic, visitor)) await table.removeConnection(id);
      else if (await maySee(table, topic, conversation)) await pushTo(ports, connection, push);
    }),
  );
}

/**
 * Ends the connections of a visitor from whom a login elsewhere has taken a conversation: their pages connect anew, and see what is theirs
 * now. One that does not end shows the conversation until it is loaded again.
 */
export async function endConnections(
  {
    table,
    realtime,
  }: { readonly table: Pick<ConnectionStore, 'connections'>; readonly realtime: Pick<Realtime, 'end'> },
  visitorId: VisitorId,
): Promise<void> {
  const connections = await table.connections({ kind: 'visitor', visitorId });
  // Who came by an e-mail sees one conversation, and still does if its login has the same address.
  const whole = connections.filter(({ topic }) => topic.kind === 'visitor' && topic.conversationId === null);
  await Promise.allSettled(whole.map(({ id }) => realtime.end(id)));
}

/** Of somebody who came by an e-mail before a login brought its conversation along. */
async function connectionsOfBefore(
  table: PushPorts['table'],
  conversation: Conversation,
): Promise<readonly Connection[]> {
  const { broughtAlong } = conversation;
  if (broughtAlong === undefined) return [];
  const connections = await table.connections({ kind: 'visitor', visitorId: broughtAlong.from });
  return connections.flatMap((connection) => {
    if (connection.topic.kind !== 'visitor' || connection.topic.conversationId === null) return [];
    const topic = ofPresentVisitor(connection.topic, conversation);
    return topic.visitorId === conversation.visitorId ? { ...connection, topic } : [];
  });
}

async function maySee(table: PushPorts['table'], topic: Topic, conversation: Conversation): Promise<boolean> {
  const { conversationId } = topic.kind === 'visitor' ? topic : { conversationId: null };
  return conversationId === null || goesOnFrom(table, conversation, conversationId);
}

async function pushTo({ world, table, realtime }: PushPorts, connection: Connection, push: Push): Promise<void> {
  const outcome = await realtime.push(connection.id, push);
  // What is missed during the handshake, the page fetches after it.
  if (outcome === 'gone' && !mayBeInHandshake(connection, world.now())) await table.removeConnection(connection.id);
}
