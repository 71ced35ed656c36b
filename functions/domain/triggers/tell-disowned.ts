import { append } from '../conversation/append.ts';
import { commitOrRetry } from '../conversation/commit-or-retry.ts';
import type { ConversationStore } from '../conversation/conversation-store.ts';
import type { VisitorStore } from '../conversation/visitor-store.ts';
import type { Conversation } from '../records/conversation.ts';
import type { ConversationId, VisitorId } from '../records/ids.ts';
import type { RefusedAddress, Visitor } from '../records/visitor.ts';
import type { Transactions, Write } from '../records/write.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { chooseLocale } from '../settings/settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { World } from '../world.ts';
import { disownedText } from './disowned-texts.ts';
import { aboutAddress } from './texts.ts';

type DisownedTable = Transactions & ConversationStore & Pick<VisitorStore, 'visitor'> & SettingsStore;

type Disowned = Extract<RefusedAddress, { why: 'not-me' }>;

/**
 * The owner of an address has said that they are not this visitor: every conversation of the visitor's gets another reply address, since the
 * owner knows the old ones, and those that are not closed tell it and ask for another address. Each conversation remembers that in the
 * same transaction, so this may be repeated, by several, and goes on where it was broken off. Throws Busy.
 */
export async function tellDisowned(
  world: World,
  table: DisownedTable,
  visitorId: VisitorId,
  { first, most = Infinity }: { readonly first?: ConversationId; readonly most?: number } = {},
): Promise<void> {
  const visitor = await table.visitor(visitorId);
  if (visitor === undefined || visitor.refused.every(({ why }) => why !== 'not-me')) return;
  const untold = (await table.conversations(await table.conversationsOf(visitorId)))
    .filter((conversation) => untoldIn(conversation, visitor).length > 0)
    .map(({ id }) => id);
  const inOrder = untold.toSorted((a, b) => Number(b === first) - Number(a === first));
  for (const id of inOrder.slice(0, most)) await tell(world, table, id, visitor);
}

async function tell(world: World, table: DisownedTable, id: ConversationId, visitor: Visitor): Promise<void> {
  const { settings } = await table.rules();
  await commitOrRetry(world, table, async () => {
    const conversation = await table.conversation(id);
    const disowned = conversation === undefined ? [] : untoldIn(conversation, visitor);
    const newest = disowned.at(-1);
    if (conversation === undefined || newest === undefined) return { writes: [], result: undefined };
    const renewed: Conversation = { ...conversation, replyToken: world.random.token(), disownedAt: newest.at };
    const tokens: readonly Write[] = [
      { kind: 'reply-token', token: conversation.replyToken, conversationId: null },
      { kind: 'reply-token', token: renewed.replyToken, conversationId: id },
    ];
    return { writes: [...tokens, ...toldIn(renewed, newest, visitor, settings, world)], result: undefined };
  });
}

/** A closed conversation is past: nobody looks for an address there. */
function toldIn(
  conversation: Conversation,
  { email }: Disowned,
  visitor: Visitor,
  settings: Settings,
  world: World,
): readonly Write[] {
  if (conversation.status === 'closed') return [{ kind: 'conversation', value: conversation }];
  const text = aboutAddress(disownedText(chooseLocale(settings, visitor.locale)), email);
  const problem = { kind: 'delivery-problem', reason: 'not-me', text } as const;
  const told = append(
    conversation,
    { author: { kind: 'system' }, channel: 'messaging', ...problem },
    settings,
    world.now(),
  );
  return [
    { kind: 'conversation', value: told.conversation },
    { kind: 'message', value: told.message },
  ];
}

/** What was disowned while this conversation was there and it does not know yet, oldest first. */
function untoldIn({ createdAt, disownedAt }: Conversation, { refused }: Visitor): readonly Disowned[] {
  return refused.filter(
    (one): one is Disowned =>
      one.why === 'not-me' && (disownedAt === undefined ? one.at >= createdAt : one.at > disownedAt),
  );
}
