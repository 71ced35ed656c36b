import { mostNameCharacters } from '../../../contract/limits.ts';
import { append } from '../../domain/conversation/append.ts';
import { commitOrRetry } from '../../domain/conversation/commit-or-retry.ts';
import { rearmedForAddress } from '../../domain/notification/rescue.ts';
import type { Conversation } from '../../domain/records/conversation.ts';
import type { VisitorId } from '../../domain/records/ids.ts';
import { withAddress } from '../../domain/records/visitor.ts';
import type { Visitor } from '../../domain/records/visitor.ts';
import type { Write } from '../../domain/records/write.ts';
import type { Rules } from '../../domain/settings/settings.ts';
import type { Table } from '../../domain/table/table.ts';
import { addressConfirmation } from '../../domain/triggers/automatic-message.ts';
import type { World } from '../../domain/world.ts';
import { acceptedAddress, typedAddress } from '../http/accepted-address.ts';
import type { Handler } from '../http/api.ts';
import { decodeFields, ifGiven, optional, text } from '../http/decode.ts';
import { presentVisitor } from '../http/present.ts';
import { notFound, Problem } from '../http/problem.ts';
import { authenticate } from './session.ts';
import type { VisitorPorts } from './session.ts';

/** `PUT /v1/visitor/profile` */
export function changeProfile(ports: VisitorPorts): Handler {
  return async (request) => {
    const { session } = await authenticate(ports, request);
    if (session.scope.kind === 'conversation') {
      throw new Problem(403, 'forbidden', 'A session from an e-mail cannot change the profile.');
    }
    const change = decodeFields(request.json(), {
      email: ifGiven(typedAddress),
      name: optional(text(1, mostNameCharacters)),
      locale: optional(text(1, 35)),
    });
    const visitor = await updateVisitor(ports.world, ports.table, session.visitorId, change);
    return { status: 200, body: { visitor: presentVisitor(visitor) } };
  };
}

export interface ProfileChange {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly locale?: string | undefined;
}

/**
 * Changes what is known of a visitor. A new address is confirmed in their newest conversation that is not closed, in the same
 * transaction. Throws 404, 422 for an address that cannot be used, Busy.
 */
export async function updateVisitor(
  world: World,
  table: Table,
  id: VisitorId,
  change: ProfileChange,
): Promise<Visitor> {
  return commitOrRetry(world, table, async () => {
    const visitor = await table.visitor(id);
    if (visitor === undefined) throw notFound('visitor');
    const { email, name = visitor.name, locale = visitor.locale } = change;
    const told: Visitor = { ...visitor, locale, ...(name === undefined ? {} : { name }) };
    const address = email === undefined ? undefined : readEmail(visitor, email);
    if (address === undefined || address === visitor.address?.email) {
      const same = name === visitor.name && locale === visitor.locale;
      return { writes: same ? [] : [{ kind: 'visitor', value: told }], result: told };
    }
    const changed = withAddress(told, { email: address, state: 'typed' });
    const following = await addressWrites(world, table, changed, address);
    return { writes: [{ kind: 'visitor', value: changed }, ...following], result: changed };
  });
}

/** The address as it is stored. Throws 422 with the code that says what is wrong with it. */
export function readEmail(visitor: Visitor, input: string): string {
  const address = acceptedAddress(input);
  const refused = visitor.refused.some((one) => one.email.toLowerCase() === address.toLowerCase());
  if (refused) throw new Problem(422, 'email_undeliverable', 'This address cannot be used: please give another one.');
  return address;
}

/** More than a visitor ever has waiting, and no more than one transaction can hold: the rest follows from the table's stream. */
const mostRearmed = 80;

/**
 * What waited for an address, in any of their conversations, is due again with the very write that stores one. The
 * confirmation promises an e-mail, so it is given only while e-mails are sent.
 */
async function addressWrites(world: World, table: Table, visitor: Visitor, email: string): Promise<readonly Write[]> {
  const [rules, conversations] = await Promise.all([
    table.rules(),
    table.conversationsOf(visitor.id).then((ids) => table.conversations(ids)),
  ]);
  const again = (one: Conversation): Conversation => rearmedForAddress(one, visitor.address, world.now());
  const newest = rules.settings.continuousConversations ? newestOpen(conversations) : undefined;
  const rearmed = conversations
    .filter((one) => one !== newest && again(one) !== one)
    .slice(0, mostRearmed)
    .map((one): Write => ({ kind: 'conversation', value: again(one) }));
  return newest === undefined ? rearmed : [...appendWrites(world, again(newest), visitor, email, rules), ...rearmed];
}

function appendWrites(
  world: World,
  conversation: Conversation,
  visitor: Visitor,
  email: string,
  rules: Rules,
): readonly Write[] {
  const draft = addressConfirmation(visitor, email, rules);
  const appended = append(conversation, draft, rules.settings, world.now());
  return [
    { kind: 'conversation', value: appended.conversation },
    { kind: 'message', value: appended.message },
  ];
}

function newestOpen(conversations: readonly Conversation[]): Conversation | undefined {
  const open = conversations.filter((conversation) => conversation.status !== 'closed');
  return open.reduce<Conversation | undefined>(
    (newest, one) => (newest === undefined || one.createdAt > newest.createdAt ? one : newest),
    undefined,
  );
}
