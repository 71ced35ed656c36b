import type { ConversationId, VisitorId } from '../conversation/ids.ts';
import type { Connection } from '../conversation/records.ts';
import type { Push, Realtime, Table } from '../ports.ts';

interface PushPorts {
  readonly table: Pick<Table, 'connections' | 'removeConnection'>;
  readonly realtime: Realtime;
}

/** Pushes to every agent's page. A push that fails is lost: HTTP reads are the truth, and the pages fetch what they lack. */
export async function pushToAgents(ports: PushPorts, push: Push): Promise<void> {
  await pushToAll(ports, await ports.table.connections({ kind: 'agents' }), push);
}

/** Pushes to every page of a visitor that may see the conversation. */
export async function pushToVisitor(
  ports: PushPorts,
  visitorId: VisitorId,
  conversationId: ConversationId,
  push: Push,
): Promise<void> {
  const connections = await ports.table.connections({ kind: 'visitor', visitorId });
  await pushToAll(
    ports,
    connections.filter((connection) => maySee(connection, conversationId)),
    push,
  );
}

function maySee({ topic }: Connection, conversationId: ConversationId): boolean {
  return topic.kind === 'agents' || topic.conversationId === null || topic.conversationId === conversationId;
}

async function pushToAll(
  { table, realtime }: PushPorts,
  connections: readonly Connection[],
  push: Push,
): Promise<void> {
  await Promise.allSettled(
    connections.map(async ({ id }) => {
      if ((await realtime.push(id, push)) === 'gone') await table.removeConnection(id);
    }),
  );
}
