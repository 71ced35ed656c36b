import { append } from '../conversation/append.ts';
import { Busy } from '../conversation/commit-or-retry.ts';
import type { ConversationStore } from '../conversation/conversation-store.ts';
import { opening } from '../conversation/post.ts';
import type { VisitorStore } from '../conversation/visitor-store.ts';
import { plusMinutes } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { Canary, Judged, Round } from '../records/canary.ts';
import { newConversation } from '../records/conversation.ts';
import type { Conversation } from '../records/conversation.ts';
import type { AgentId, ConversationId, VisitorId } from '../records/ids.ts';
import type { Visitor } from '../records/visitor.ts';
import type { Transactions, Write } from '../records/write.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Settings } from '../settings/settings.ts';
import type { World } from '../world.ts';
import { canaryAddress, canaryId } from './canary-id.ts';
import type { CanaryStore } from './canary-store.ts';
import { heard, sings, spoken, unhatched } from './canary.ts';
import { judgeRound } from './judge-round.ts';

export interface CanaryPorts {
  readonly table: CanaryStore &
    Pick<ConversationStore, 'conversation' | 'messages'> &
    Pick<NotificationStore, 'ledger'> &
    SettingsStore &
    Transactions &
    Pick<VisitorStore, 'visitor'>;
  readonly replyDomain: string;
}

/** A rule may ring twice, and a failed run is tried again: the round of this hour is not begun anew. */
const shortestRoundMinutes = 50;

const mostAnswers = 10;

/**
 * Judges the round that began an hour ago and begins the next: a message that goes the way of every agent's answer that is to be
 * e-mailed at once. Returns how the last round ended; undefined if there was none, and while the canary is switched off. Throws
 * Busy if somebody changed the conversation meanwhile.
 */
export async function runCanary(world: World, { table, replyDomain }: CanaryPorts): Promise<Judged | undefined> {
  const { settings } = await table.rules();
  if (!sings(settings)) return undefined;
  const canary = (await table.canary()) ?? unhatched;
  const now = world.now();
  const { round } = canary;
  if (round !== null && now < plusMinutes(round.startedAt, shortestRoundMinutes)) return undefined;
  const judged = round === null ? null : await judge(table, round, now);

  const nest = (await sameNest(table, round, judged, now)) ?? newNest(world, replyDomain, now);
  const next = nextRound(world, nest, settings, now);
  const value: Canary = { ...heard(canary, now), round: next.round, last: judged ?? canary.last };
  const commit = await table.commit([...next.writes, { kind: 'canary', value }]);
  if (commit.kind === 'lost') throw new Busy('The canary changed');
  return judged ?? undefined;
}

async function judge(table: CanaryPorts['table'], round: Round, now: Instant): Promise<Judged> {
  const { conversationId, seq, startedAt } = round;
  const [messages, { emails }] = await Promise.all([
    table.messages(conversationId, { after: seq, limit: mostAnswers }),
    table.ledger(conversationId),
  ]);
  return { conversationId, startedAt, judgedAt: now, outcome: judgeRound(round, { messages, emails }) };
}

/** Where a round takes place. */
interface Nest {
  readonly conversation: Conversation;
  readonly visitorId: VisitorId;
  readonly addressToken: string;
  /** What must be written for it. */
  readonly writes: readonly Write[];
}

/** The conversation of the day, so that none grows: what was in it is forgotten by itself. After a failure a new one is begun. */
async function sameNest(
  table: CanaryPorts['table'],
  round: Round | null,
  judged: Judged | null,
  now: Instant,
): Promise<Nest | undefined> {
  if (round === null || judged?.outcome.kind !== 'back') return undefined;
  const conversation = await table.conversation(round.conversationId);
  if (conversation?.createdAt.slice(0, 10) !== now.slice(0, 10)) return undefined;
  const { visitorId, addressToken } = round;
  return { conversation, visitorId, addressToken, writes: [] };
}

function newNest({ random }: World, replyDomain: string, now: Instant): Nest {
  const addressToken = random.token();
  const visitor: Visitor = {
    id: canaryId(random.token()) as VisitorId,
    version: 0,
    address: { email: canaryAddress(addressToken, replyDomain), state: 'proven' },
    addressVersion: 1,
    refused: [],
    locale: 'en',
    createdAt: now,
  };
  const conversation = newConversation({
    id: canaryId(random.token()) as ConversationId,
    visitorId: visitor.id,
    replyToken: random.token(),
    now,
  });
  return {
    conversation,
    visitorId: visitor.id,
    addressToken,
    writes: [{ kind: 'visitor', value: visitor }, ...opening(conversation)],
  };
}

function nextRound(
  { random }: World,
  { conversation, visitorId, addressToken, writes }: Nest,
  settings: Settings,
  now: Instant,
): { readonly round: Round; readonly writes: readonly Write[] } {
  const nonce = random.token();
  const author = { kind: 'agent', id: 'canary' as AgentId, name: 'Canary' } as const;
  const draft = { author, channel: 'messaging', text: spoken.message(nonce), notify: 'now' } as const;
  const appended = append(conversation, draft, settings, now);
  const round: Round = {
    conversationId: conversation.id,
    visitorId,
    seq: appended.message.seq,
    addressToken,
    nonce,
    startedAt: now,
    state: 'under-way',
    trouble: null,
  };
  return {
    round,
    writes: [
      ...writes,
      { kind: 'conversation', value: appended.conversation },
      { kind: 'message', value: appended.message },
    ],
  };
}
