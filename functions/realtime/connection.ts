import { plusMinutes } from '../instant.ts';
import type { Realtime, Table, World } from '../ports.ts';
import { isRevoked } from './topic.ts';

export interface RealtimePorts {
  readonly world: World;
  readonly table: Pick<Table, 'takeTicket' | 'visitor' | 'putConnection' | 'removeConnection'>;
  readonly realtime: Realtime;
}

/** API Gateway ends a connection after two hours; a little longer, and a lost $disconnect is forgotten too. */
const connectionMinutes = 125;

/** Admits a connection to its ticket's pushes. False if the ticket does not hold, or its session was revoked meanwhile. */
export async function connect({ world, table }: RealtimePorts, id: string, ticket: string): Promise<boolean> {
  const topic = await table.takeTicket(ticket);
  if (topic === undefined) return false;
  if (topic.kind === 'visitor' && isRevoked(topic, await table.visitor(topic.visitorId))) return false;
  await table.putConnection({ id, topic, expiresAt: plusMinutes(world.now(), connectionMinutes) });
  return true;
}

/** Forgets a connection. */
export async function disconnect({ table }: RealtimePorts, id: string): Promise<void> {
  await table.removeConnection(id);
}

/** Answers a ping; nothing else that comes over a socket means anything. */
export async function receive({ realtime }: RealtimePorts, id: string, frame: string): Promise<void> {
  if (frame.length <= 1024 && isPing(frame)) await realtime.push(id, { type: 'pong' });
}

function isPing(frame: string): boolean {
  try {
    return (JSON.parse(frame) as { readonly type?: unknown } | null)?.type === 'ping';
  } catch {
    return false;
  }
}
