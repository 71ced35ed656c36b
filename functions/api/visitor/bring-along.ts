import { commitOrRetry } from '../../domain/conversation/commit-or-retry.ts';
import { goesOnFrom } from '../../domain/conversation/goes-on-from.ts';
import { isSameAddress } from '../../domain/email/judge-sender.ts';
import type { Instant } from '../../domain/instant.ts';
import { isUsable, rearmedForAddress } from '../../domain/notification/rescue.ts';
import type { Conversation } from '../../domain/records/conversation.ts';
import type { ConversationId, VisitorId } from '../../domain/records/ids.ts';
import { withAddress } from '../../domain/records/visitor.ts';
import type { Visitor } from '../../domain/records/visitor.ts';
import type { Write } from '../../domain/records/write.ts';
import type { Session } from '../../domain/session/session.ts';
import type { Table } from '../../domain/table/table.ts';
import type { World } from '../../domain/world.ts';

interface BringPorts {
  readonly world: World;
  readonly table: Table;
}

/**
 * What an anonymous visitor has begun is, now that they have logged in, that of the visitor whom the site names: all their
 * conversations, or with a session from an e-mail the one that it sees, with what goes on from it and what it goes on
 * from. If they gave another address than that one's, somebody else may be waiting for the answer there, and all stays as it
 * is. Throws Busy; what was not brought along by then, the next login brings.
 */
export async function bringAlong(ports: BringPorts, session: Session, named: VisitorId): Promise<void> {
  const looked = new Set<ConversationId>();
  // Again: one may have gone on in a successor meanwhile, or they may have begun another.
  for (let ids = await idsOf(ports.table, session); ids.length > 0; ids = await idsOf(ports.table, session, looked)) {
    for (const id of ids) {
      looked.add(id);
      await bring(ports, id, session, named);
    }
  }
  if (looked.size > 0) await forgetEmptied(ports, session.visitorId);
}

async function idsOf(
  table: Table,
  session: Session,
  but: ReadonlySet<ConversationId> = new Set(),
): Promise<readonly ConversationId[]> {
  const ids = (await table.conversationsOf(session.visitorId)).filter((id) => !but.has(id));
  if (session.scope.kind === 'visitor') return ids;
  const first = await firstOf(table, session.scope.conversationId);
  const conversations = await table.conversations(ids);
  const goesOn = await Promise.all(conversations.map((one) => goesOnFrom(table, one, first)));
  return conversations.filter((_, index) => goesOn[index]).map(({ id }) => id);
}

/** Of the conversations that go on from one another. A chain is never cut: what is written to one goes to the last. */
async function firstOf(table: Table, id: ConversationId): Promise<ConversationId> {
  const continues = (await table.conversation(id))?.continues ?? null;
  return continues === null ? id : firstOf(table, continues);
}

/** What it stands on is a condition of the write, so that no e-mail ever goes to another address than the one they gave. */
async function bring({ world, table }: BringPorts, id: ConversationId, session: Session, to: VisitorId): Promise<void> {
  const from = session.visitorId;
  await commitOrRetry(world, table, async () => {
    const [conversation, anonymous, named] = await Promise.all([
      table.conversation(id),
      table.visitor(from),
      table.visitor(to),
    ]);
    const isHis = conversation?.visitorId === from && anonymous !== undefined && named !== undefined;
    if (!isHis || !areOne(session, anonymous, named)) return { writes: [], result: undefined };
    const writes: readonly Write[] = [
      { kind: 'conversation', value: brought(conversation, anonymous, named, world.now()) },
      { kind: 'visitor-conversation-left', visitorId: from, conversationId: id },
      { kind: 'visitor-conversation', visitorId: to, conversationId: id },
      { kind: 'address-unchanged', visitorId: from, addressVersion: anonymous.addressVersion },
      { kind: 'address-unchanged', visitorId: to, addressVersion: named.addressVersion },
    ];
    return { writes, result: undefined };
  });
}

/**
 * Whether anonymous and named visitor are one as far as anybody can tell: the former gave no address, or the latter's. Who came by a
 * link has shown no more than that they could read an e-mail to that address, which must be the named one's beyond doubt.
 */
function areOne({ scope }: Session, { address }: Visitor, named: Visitor): boolean {
  if (address === null) return scope.kind === 'visitor';
  if (named.address === null || !isUsable(address) || !isSameAddress(address.email, named.address.email)) return false;
  return scope.kind === 'visitor' || named.address.state === 'proven';
}

function brought(conversation: Conversation, anonymous: Visitor, named: Visitor, now: Instant): Conversation {
  const { address, addressVersion } = named;
  const changed: Conversation = {
    ...conversation,
    ...disownedBefore(conversation, named),
    visitorId: named.id,
    broughtAlong: {
      from: anonymous.id,
      emailSince: anonymous.emailSince ?? 0,
      email: address?.email ?? null,
      addressVersion,
    },
  };
  return rearmedForAddress(changed, address, now);
}

/** Who said before that they are not the named visitor has nothing to do with this conversation. */
function disownedBefore({ disownedAt }: Conversation, { refused }: Visitor): Pick<Conversation, 'disownedAt'> {
  const times = [disownedAt, ...refused.map((one) => (one.why === 'not-me' ? one.at : undefined))];
  const [latest] = times.filter((at) => at !== undefined).toSorted((a, b) => (a < b ? 1 : -1));
  return latest === undefined ? {} : { disownedAt: latest };
}

/** Of an anonymous visitor without conversations nothing personal is kept. */
async function forgetEmptied({ world, table }: BringPorts, id: VisitorId): Promise<void> {
  await commitOrRetry(world, table, async () => {
    const [visitor, left] = await Promise.all([table.visitor(id), table.conversationsOf(id)]);
    if (visitor === undefined || left.length > 0) return { writes: [], result: undefined };
    const { name: _name, pageUrl: _pageUrl, mailedAs: _mailedAs, ...rest } = withAddress(visitor, null);
    return { writes: [{ kind: 'visitor', value: { ...rest, refused: [] } }], result: undefined };
  });
}
