import { append } from '../conversation/append.ts';
import type { Appended, Draft } from '../conversation/append.ts';
import { opening } from '../conversation/post.ts';
import type { VisitorStore } from '../conversation/visitor-store.ts';
import { cut } from '../cut.ts';
import { isSameAddress } from '../email/judge-sender.ts';
import type { Instant } from '../instant.ts';
import { newConversation } from '../records/conversation.ts';
import type { Conversation } from '../records/conversation.ts';
import type { ConversationId, VisitorId } from '../records/ids.ts';
import type { Visitor } from '../records/visitor.ts';
import type { Write } from '../records/write.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Settings } from '../settings/settings.ts';
import type { World } from '../world.ts';

/** A mail that a conversation is to begin with. */
export interface FirstMail {
  /** Their own: its domain vouches for them. */
  readonly address: string;
  readonly name: string | undefined;
  readonly subject: string;
  readonly messageId: string | undefined;
  readonly content: Omit<Draft, 'author'>;
}

export interface Begun extends Appended {
  /** All that has to be written, in one transaction. */
  readonly writes: readonly Write[];
}

/**
 * A conversation that begins with a mail. Its visitor is the one whom this address has written as before, and never one for whom
 * somebody typed the address. What is answered goes out in the thread of their own mail.
 */
export async function beginConversation(
  world: World,
  table: SettingsStore & Pick<VisitorStore, 'mailVisitor' | 'visitor'>,
  mail: FirstMail,
): Promise<Begun> {
  const now = world.now();
  const { settings } = await table.rules();
  const { visitor, writes } = await mailVisitor(world, table, mail, settings, now);
  const { id, name } = visitor;
  const author = { kind: 'visitor', id, ...(name === undefined ? {} : { name }) } as const;
  const empty = emptyConversation(world, visitor, mail, now);
  const { conversation, message } = append(empty, { author, ...mail.content }, settings, now);
  return {
    conversation,
    message,
    writes: [
      ...writes,
      { kind: 'conversation', value: conversation },
      { kind: 'message', value: message },
      ...opening(conversation),
    ],
  };
}

/** Who writes as this address: known from an earlier mail, if the address still is theirs, or new. */
async function mailVisitor(
  world: World,
  table: Pick<VisitorStore, 'mailVisitor' | 'visitor'>,
  { address, name }: FirstMail,
  settings: Settings,
  now: Instant,
): Promise<{ readonly visitor: Visitor; readonly writes: readonly Write[] }> {
  const email = address.toLowerCase();
  const before = await table.mailVisitor(email);
  const known = before && (await table.visitor(before));
  if (known?.address && isSameAddress(known.address.email, address)) return { visitor: known, writes: [] };
  const visitor: Visitor = {
    id: world.random.token() as VisitorId,
    version: 0,
    ...(name === undefined ? {} : { name }),
    address: { email: address, state: 'proven' },
    mailedAs: email,
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

/** With the thread that their mail began in their own mail program. */
function emptyConversation(world: World, visitor: Visitor, mail: FirstMail, now: Instant): Conversation {
  const id = world.random.token() as ConversationId;
  const replyToken = world.random.token();
  const conversation = newConversation({ id, visitorId: visitor.id, replyToken, now });
  const subject = cut(mail.subject.replace(/^(?:re\s{0,3}:\s{0,5}){1,5}/i, ''), 150);
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
