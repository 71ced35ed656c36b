import { commitOrRetry } from '../conversation/commit-or-retry.ts';
import { tracesIn } from '../email/references.ts';
import type { World } from '../world.ts';
import { beginConversation } from './begin-conversation.ts';
import { keep } from './keep.ts';
import type { InboundPorts } from './ports.ts';
import { contentOf } from './taken.ts';
import type { Taken } from './taken.ts';
import { areTooMany } from './too-many.ts';
import { vouchedAddress } from './vouched-address.ts';

/**
 * The address under which a mail that belongs to no conversation may start one: a person's own, which its domain vouches for, in a mail to
 * the reply domain that names no reply address. Undefined if it may not, and while the setting is off.
 */
export async function startingAddress(ports: InboundPorts, taken: Taken): Promise<string | undefined> {
  const address = vouchedAddress(taken);
  if (address === undefined) return undefined;
  const traces = tracesIn(taken.mail.mail, taken.arrival.recipients, ports.replyDomain);
  if (traces.some(({ kind }) => kind === 'reply-token')) return undefined;
  const { settings } = await ports.table.rules();
  return settings.startByEmail ? address : undefined;
}

/** Opens a conversation with a mail, once. Throws Busy. */
export async function startByEmail(world: World, ports: InboundPorts, taken: Taken, address: string): Promise<void> {
  if (await areTooMany(ports, taken)) return keep(world, ports, taken, { state: 'quarantined', reason: 'too-many' });
  const { table } = ports;
  const { from, subject, messageId } = taken.mail.mail;
  const name = from === undefined || from.name === '' ? undefined : from.name;
  const first = { address, name, subject, messageId, content: await contentOf(ports, taken) };
  await commitOrRetry(
    world,
    table,
    async () => {
      const { writes } = await beginConversation(world, table, first);
      return { writes: [...writes, { kind: 'inbound-seen', hash: taken.hash }], result: undefined };
    },
    (failed) => Promise.resolve(failed.includes('inbound-seen') ? { result: undefined } : undefined),
  );
}
