import { append } from '../conversation/append.ts';
import { commitOrRetry } from '../conversation/commit-or-retry.ts';
import { newConversation } from '../conversation/conversation.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { ConversationId, VisitorId } from '../conversation/ids.ts';
import { opening } from '../conversation/post.ts';
import type { Visitor } from '../conversation/visitor.ts';
import { parseVisitorAddress } from '../email/address.ts';
import { isSameAddress, judgeSender } from '../email/judge-sender.ts';
import { tracesIn } from '../email/references.ts';
import type { Instant } from '../instant.ts';
import type { Write, World } from '../ports.ts';
import type { Settings } from '../settings/settings.ts';
import { keep } from './keep.ts';
import type { InboundPorts } from './ports.ts';
import { contentOf } from './taken.ts';
import type { Taken } from './taken.ts';
import { areTooMany } from './too-many.ts';

/**
 * The address under which a mail that belongs to no conversation may start one: a person's own, which its domain vouches for, in a mail to
 * the reply domain that names no reply address. Undefined if it may not, and while the setting is off.
 */
export async function startingAddress(ports: InboundPorts, { mail, arrival }: Taken): Promise<string | undefined> {
  const from = mail.mail.from?.address;
  if (mail.kind !== 'reply' || mail.warnings.includes('unreadable') || from === undefined) return undefined;
  const traces = tracesIn(mail.mail, arrival.recipients, ports.replyDomain);
  if (traces.some(({ kind }) => kind === 'reply-token')) return undefined;
  const vouchedFor = judgeSender({ from, verdicts: arrival.verdicts, visitorAddress: from }) === 'visitor';
  const parsed = parseVisitorAddress(from);
  if (!vouchedFor || parsed.kind !== 'accepted') return undefined;
  const { settings } = await ports.table.rules();
  return settings.startByEmail ? parsed.address : undefined;
}

/**
 * Opens a conversation with a mail, once. Its visitor is the one whom this address has written as before, and never one for whom
 * somebody typed the address. What is answered goes out in the thread of his own mail. Throws Busy.
 */
export async function startByEmail(world: World, ports: InboundPorts, taken: Taken, address: string): Promise<void> {
  if (await areTooMany(ports.table, taken))
    return keep(world, ports, taken, { state: 'quarantined', reason: 'too-many' });
  const { table } = ports;
  const content = await contentOf(ports, taken);
  await commitOrRetry(
    world,
    table,
    async () => {
      const now = world.now();
      const { settings } = await table.rules();
      const { visitor, writes } = await mailVisitor(world, ports, { taken, address, settings, now });
      const { conversation, message } = append(
        emptyConversation(world, visitor, taken, now),
        { author: authorOf(visitor), ...content },
        settings,
        now,
      );
      return {
        writes: [
          ...writes,
          { kind: 'conversation', value: conversation },
          { kind: 'message', value: message },
          ...opening(conversation),
          { kind: 'inbound-seen', hash: taken.hash },
        ],
        result: undefined,
      };
    },
    (failed) => Promise.resolve(failed.includes('inbound-seen') ? { result: undefined } : undefined),
  );
}

interface Starting {
  readonly taken: Taken;
  readonly address: string;
  readonly settings: Settings;
  readonly now: Instant;
}

/** Who writes as this address: known from an earlier mail, if the address still is his, or new. */
async function mailVisitor(
  world: World,
  { table }: InboundPorts,
  { taken, address, settings, now }: Starting,
): Promise<{ readonly visitor: Visitor; readonly writes: readonly Write[] }> {
  const email = address.toLowerCase();
  const before = await table.mailVisitor(email);
  const known = before && (await table.visitor(before));
  if (known?.address && isSameAddress(known.address.email, address)) return { visitor: known, writes: [] };
  const name = taken.mail.mail.from?.name ?? '';
  const visitor: Visitor = {
    id: world.random.token() as VisitorId,
    version: 0,
    ...(name === '' ? {} : { name }),
    address: { email: address, state: 'proven' },
    addressVersion: 1,
    refused: [],
    locale: settings.defaultLocale,
    createdAt: now,
  };
  return {
    visitor,
    writes: [
      { kind: 'visitor', value: visitor },
      { kind: 'mail-visitor', email, visitorId: visitor.id, before },
    ],
  };
}

/** With the thread that his mail began in his own mail program. */
function emptyConversation(world: World, visitor: Visitor, { mail: { mail } }: Taken, now: Instant): Conversation {
  const id = world.random.token() as ConversationId;
  const replyToken = world.random.token();
  const conversation = newConversation({ id, visitorId: visitor.id, replyToken, now });
  const subject = mail.subject.replace(/^(?:re\s{0,3}:\s{0,5}){1,5}/i, '').slice(0, 150);
  const { messageId } = mail;
  return {
    ...conversation,
    thread: {
      root: id,
      ids: messageId === undefined ? [] : [messageId],
      ...(subject === '' ? {} : { subject }),
      ...(messageId === undefined ? {} : { inReplyTo: messageId }),
    },
  };
}

function authorOf({ id, name }: Visitor): { readonly kind: 'visitor'; readonly id: VisitorId; readonly name?: string } {
  return { kind: 'visitor', id, ...(name === undefined ? {} : { name }) };
}
