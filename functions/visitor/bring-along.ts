import { commitOrRetry } from '../conversation/commit-or-retry.ts';
import type { ConversationId, VisitorId } from '../conversation/ids.ts';
import { withAddress, withRefusal } from '../conversation/visitor.ts';
import type { Visitor } from '../conversation/visitor.ts';
import { isSameAddress } from '../email/judge-sender.ts';
import { isUsable, rearmedForAddress } from '../notification/rescue.ts';
import type { Table, World } from '../ports.ts';
import { isIdentified } from './identity.ts';
import type { Authenticated } from './session.ts';

interface BringPorts {
  readonly world: World;
  readonly table: Table;
}

/**
 * What an anonymous visitor began before he logged in goes on as that of the visitor whom the site names: his conversations, and
 * his name and address where the site has told none. If he gave another address than that one's, somebody else may be
 * waiting for the answer there, and all stays as it is. Returns the named visitor as he is then. Throws Busy; what was
 * not brought along by then, the next login brings.
 */
export async function bringAlong(ports: BringPorts, present: Authenticated, named: Visitor): Promise<Visitor> {
  const { session, visitor } = present;
  if (session.scope.kind === 'conversation' || isIdentified(visitor)) return named;
  const ids = await ports.table.conversationsOf(visitor.id);
  if (ids.length === 0) return named;
  const to = await withTold(ports, visitor.id, named.id);
  if (to === undefined) return named;
  for (const id of ids) await bring(ports, id, visitor.id, named.id);
  await forgetEmptied(ports, visitor.id);
  return to;
}

/** The named visitor with what the anonymous one has told; undefined if the two cannot be one. */
async function withTold({ world, table }: BringPorts, from: VisitorId, to: VisitorId): Promise<Visitor | undefined> {
  return commitOrRetry(world, table, async () => {
    const [anonymous, named] = await bothOf(table, from, to);
    if (anonymous === undefined || named === undefined || !mayBeOne(anonymous, named)) {
      return { writes: [], result: undefined };
    }
    const result = withWhatWasTold(named, anonymous);
    return { writes: result === named ? [] : [{ kind: 'visitor', value: result }], result };
  });
}

/** What the site has told stands; addresses that were found not to work are remembered. */
function withWhatWasTold(named: Visitor, { name, address, refused }: Visitor): Visitor {
  const called = named.name !== undefined || name === undefined ? named : { ...named, name };
  const reached =
    named.address === null && address !== null && isUsable(address)
      ? withAddress(called, { email: address.email, state: 'typed' })
      : called;
  return refused.filter(({ email }) => email !== reached.address?.email).reduce(withRefusal, reached);
}

async function bothOf(
  table: BringPorts['table'],
  from: VisitorId,
  to: VisitorId,
): Promise<readonly [Visitor | undefined, Visitor | undefined]> {
  return Promise.all([table.visitor(from), table.visitor(to)]);
}

/** Nobody is waiting at an address that does not work. One whose owner has complained is not written to under another name either. */
function mayBeOne({ address }: Visitor, named: Visitor): boolean {
  if (address === null || address.state === 'bounced') return true;
  if (address.state === 'complained') return named.address === null;
  if (named.address !== null) return isSameAddress(address.email, named.address.email);
  return named.refused.every(({ email }) => !isSameAddress(email, address.email));
}

/** The address is looked at once more with the write, so that no e-mail goes to another than he gave. */
async function bring({ world, table }: BringPorts, id: ConversationId, from: VisitorId, to: VisitorId): Promise<void> {
  await commitOrRetry(world, table, async () => {
    const [conversation, [anonymous, named]] = await Promise.all([table.conversation(id), bothOf(table, from, to)]);
    const isHis = conversation?.visitorId === from && anonymous !== undefined && named !== undefined;
    if (!isHis || !mayBeOne(anonymous, named)) return { writes: [], result: undefined };
    const { addressVersion } = named;
    const broughtAlong = { from, emailSince: anonymous.emailSince ?? 0, addressVersion };
    const brought = rearmedForAddress({ ...conversation, visitorId: to, broughtAlong }, named.address, world.now());
    return {
      writes: [
        { kind: 'conversation', value: brought },
        { kind: 'visitor-conversation-left', visitorId: from, conversationId: id },
        { kind: 'visitor-conversation', visitorId: to, conversationId: id },
        { kind: 'address-unchanged', visitorId: from, addressVersion: anonymous.addressVersion },
        { kind: 'address-unchanged', visitorId: to, addressVersion },
      ],
      result: undefined,
    };
  });
}

/** Of an anonymous visitor without conversations nothing personal is kept. */
async function forgetEmptied({ world, table }: BringPorts, id: VisitorId): Promise<void> {
  await commitOrRetry(world, table, async () => {
    const [visitor, left] = await Promise.all([table.visitor(id), table.conversationsOf(id)]);
    if (visitor === undefined || left.length > 0) return { writes: [], result: undefined };
    const { name: _name, pageUrl: _pageUrl, ...rest } = withAddress(visitor, null);
    return { writes: [{ kind: 'visitor', value: { ...rest, refused: [] } }], result: undefined };
  });
}
