import type { VisitorStore } from '../conversation/visitor-store.ts';
import type { World } from '../world.ts';
import { rememberedUntil } from './connection-age.ts';
import type { ConnectionStore } from './connection-store.ts';
import type { Realtime } from './realtime.ts';
import { isRevoked } from './topic.ts';

export interface RealtimePorts {
  readonly world: World;
  readonly table: Pick<ConnectionStore, 'takeTicket' | 'putConnection' | 'isConnected' | 'removeConnection'> &
    Pick<VisitorStore, 'visitor'>;
  readonly realtime: Realtime;
}

/** Admits a connection to its ticket's pushes. False if the ticket does not hold, or its session was revoked meanwhile. */
export async function connect({ world, table }: RealtimePorts, id: string, ticket: string): Promise<boolean> {
  const topic = await table.takeTicket(ticket);
  if (topic === undefined) return false;
  if (topic.kind === 'visitor' && isRevoked(topic, await table.visitor(topic.visitorId))) return false;
  await table.putConnection({ id, topic, expiresAt: rememberedUntil(world.now()) });
  return true;
}

/** Forgets a connection. */
export async function disconnect({ table }: RealtimePorts, id: string): Promise<void> {
  await table.removeConnection(id);
}

/**
 * Answers a ping; nothing else that comes over a socket means anything. A connection that was forgotten is ended then: it would
 * be pushed nothing any more, and its page makes another one.
 */
export async function receive({ table, realtime }: RealtimePorts, id: string, frame: string): Promise<void> {
  if (frame.length > 1024 || !isPing(frame)) return;
  await realtime.push(id, { type: 'pong' });
  if (!(await table.isConnected(id))) await realtime.end(id);
}

function isPing(frame: string): boolean {
  try {
    return (JSON.parse(frame) as { readonly type?: unknown } | null)?.type === 'ping';
  } catch {
    return false;
  }
}
