import { commitOrRetry } from '../conversation/commit-or-retry.ts';
import type { ConversationStore } from '../conversation/conversation-store.ts';
import { decisionRecord } from '../conversation/decision-record.ts';
import type { VisitorStore } from '../conversation/visitor-store.ts';
import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import type { Sending } from '../records/episode.ts';
import type { ConversationId } from '../records/ids.ts';
import type { OutboundEmail } from '../records/outbound-email.ts';
import type { Transactions, Write } from '../records/write.ts';
import type { World } from '../world.ts';
import { unreadAnswers } from './decide.ts';
import { ended, givesUp, outcomeUnknown, recordedSent, refused } from './outcome.ts';

type OutcomeTable = Pick<ConversationStore, 'conversation' | 'messages'> & Transactions & Pick<VisitorStore, 'visitor'>;

/** A mail that SES has taken. */
export interface SentMail {
  readonly sesId: string;
  /** With angle brackets, as the visitor's mail program sees it. */
  readonly messageId: string;
  readonly subject: string;
}

/**
 * Writes down that SES took the mail of a claim: told by SES's answer, or by its event when whoever sent it could not.
 * A claim that is resolved already is left as it is. Throws Busy.
 */
export async function recordSent(world: World, table: OutcomeTable, claim: Claim, mail: SentMail): Promise<void> {
  await resolve(world, table, claim, async (conversation, sending) => {
    const now = world.now();
    const email = await emailRecord(table, conversation, sending, mail, now);
    const { sesId } = mail;
    return {
      changed: recordedSent(conversation, sending, mail, now),
      decision: 'sent',
      writes: [
        { kind: 'email', value: email },
        { kind: 'ses-id', sesId, conversationId: conversation.id, episode: sending.episode },
      ],
    };
  });
}

/** Writes down that SES refused the mail for certain: it is tried again after a while, or given up. Throws Busy. */
export async function recordRefused(
  world: World,
  table: OutcomeTable,
  claim: Claim,
  { final, reason }: { readonly final: boolean; readonly reason: string },
): Promise<void> {
  await resolve(world, table, claim, (conversation, sending) => ({
    changed: refused(conversation, sending, final, world.now()),
    decision: givesUp(sending, final) ? 'failed' : 'refused',
    detail: reason,
    writes: [],
  }));
}

/**
 * Writes down that nobody knows whether SES took the mail. The first time its events, or time, will tell; the second time
 * the mail is given up, and the agent sees it. Throws Busy.
 */
export async function recordUnknown(world: World, table: OutcomeTable, claim: Claim, reason: string): Promise<void> {
  await resolve(world, table, claim, (conversation, sending) =>
    sending.afterUnknown
      ? { changed: ended(conversation, sending, world.now()), decision: 'failed', detail: reason, writes: [] }
      : { changed: outcomeUnknown(conversation, sending), decision: null, writes: [] },
  );
}

/** Ends a claim without having sent anything. Throws Busy. */
export async function recordStopped(
  world: World,
  table: OutcomeTable,
  claim: Claim,
  decision: 'skipped-off' | 'failed',
  detail?: string,
): Promise<void> {
  await resolve(world, table, claim, (conversation, sending) => ({
    changed: ended(conversation, sending, world.now()),
    decision,
    ...(detail === undefined ? {} : { detail }),
    writes: [],
  }));
}

/** Which claim is meant: by its holder's id, or by what SES's event names. */
export interface Claim {
  readonly conversationId: ConversationId;
  readonly isIt: (sending: Sending) => boolean;
}

interface Resolution {
  readonly changed: Conversation;
  readonly decision: Parameters<typeof decisionRecord>[0] | null;
  readonly detail?: string;
  readonly writes: readonly Write[];
}

async function resolve(
  world: World,
  table: OutcomeTable,
  claim: Claim,
  outcome: (conversation: Conversation, sending: Sending) => Resolution | Promise<Resolution>,
): Promise<void> {
  await commitOrRetry(world, table, async () => {
    const conversation = await table.conversation(claim.conversationId);
    const sending = conversation?.sending;
    if (conversation === undefined || sending === null || sending === undefined || !claim.isIt(sending))
      return { writes: [], result: undefined };
    const { changed, decision, detail, writes } = await outcome(conversation, sending);
    const visitor = await table.visitor(conversation.visitorId);
    const seen = {
      conversation,
      episode: sending,
      visitor,
      at: world.now(),
      ...(detail === undefined ? {} : { detail }),
    };
    const record = decision === null ? [] : [decisionRecord(decision, seen)];
    return { writes: [{ kind: 'conversation', value: changed }, ...record, ...writes], result: undefined };
  });
}

async function emailRecord(
  table: OutcomeTable,
  conversation: Conversation,
  sending: Sending,
  { sesId, subject }: SentMail,
  now: Instant,
): Promise<OutboundEmail> {
  const { episode, attempt, addressee, firstSeq, upTo } = sending;
  const after = (firstSeq - 1) as typeof firstSeq;
  const messages = await table.messages(conversation.id, { after, limit: upTo - after });
  // Read or decided about meanwhile or not: what the mail was about is what was behind the settled cursor when it was
  // claimed. Only what goes out again has settled messages beside it.
  const settledThrough = sending.again === undefined ? after : conversation.settledThrough;
  const about = unreadAnswers({ visitorReadThrough: after, settledThrough }, messages, sending.again);
  return {
    conversationId: conversation.id,
    episode,
    attempt,
    sesId,
    to: addressee,
    subject,
    firstSeq,
    upTo,
    messages: about.map((message) => message.seq),
    sentAt: now,
    state: 'sent',
    stateAt: now,
  };
}
