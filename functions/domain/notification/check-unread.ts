import { Busy } from '../conversation/commit-or-retry.ts';
import { decisionRecord } from '../conversation/decision-record.ts';
import type { Conversation } from '../records/conversation.ts';
import { rearmed } from '../records/episode.ts';
import type { Pending } from '../records/episode.ts';
import { seq } from '../records/ids.ts';
import type { Write } from '../records/write.ts';
import type { World } from '../world.ts';
import { addressUnchanged, claimAndSend } from './claim.ts';
import type { Carried } from './claim.ts';
import { decide, unreadAnswers } from './decide.ts';
import type { Decision, Situation } from './decide.ts';
import { claimed, heldForPresence, isAbandoned, skipped, waitingForAddress } from './outcome.ts';
import type { DeliveryPorts } from './send-claimed.ts';
import { takeOver } from './take-over.ts';
import type { UnreadCheck } from './unread-timer.ts';

/** Tries before a check is left to the sweeper. */
const races = 5;

/** More unread messages than one e-mail can show; the rest is counted. */
const mostMessages = 500;

/**
 * What happens when the clock of an unread episode rings: reads everything consistently, decides, and carries the decision
 * out on condition that nothing has changed meanwhile. A ring that is not the one that counts does nothing. Whoever loses
 * the race five times leaves it to the sweeper by throwing Busy.
 */
export async function checkUnread(world: World, ports: DeliveryPorts, check: UnreadCheck): Promise<void> {
  for (let race = 0; race < races; race += 1) {
    const situation = await load(world, ports, check);
    if (situation === undefined) return;
    const { sending } = situation.conversation;
    if (sending !== null) {
      if (!isAbandoned(sending, situation.now)) return;
      if ((await takeOver(world, ports, situation, sending)) === 'done') return;
      continue;
    }
    const { pending } = situation.conversation;
    if (pending?.episode !== check.episode || pending.arm !== check.arm) return;
    const decision = decide(situation);
    if ((await carryOut(world, ports, situation, pending, decision)) === 'done') return;
  }
  throw new Busy(`Conversation ${check.conversationId} kept changing`);
}

/** Everything a decision may depend on, read consistently; the version makes sure that it still holds when written. */
async function load(world: World, { table }: DeliveryPorts, check: UnreadCheck): Promise<Situation | undefined> {
  const conversation = await table.conversation(check.conversationId);
  if (conversation === undefined) return undefined;
  const { pending, sending, visitorReadThrough, settledThrough } = conversation;
  const earliest = Math.min(settledThrough + 1, sending?.firstSeq ?? Infinity, ...(pending?.again ?? []));
  const after = seq(Math.max(sending === null ? visitorReadThrough : 0, earliest - 1));
  const [messages, visitor, presentUntil, { settings }] = await Promise.all([
    table.messages(conversation.id, { after, limit: mostMessages }),
    table.visitor(conversation.visitorId),
    table.presentUntil(conversation.id),
    table.rules(),
  ]);
  if (visitor === undefined) return undefined;
  return { conversation, messages, visitor, presentUntil, settings, now: world.now() };
}

async function carryOut(
  world: World,
  ports: DeliveryPorts,
  situation: Situation,
  pending: Pending,
  decision: Decision,
): Promise<Carried> {
  const { conversation, visitor, now } = situation;
  const record = (name: Parameters<typeof decisionRecord>[0]): Write =>
    decisionRecord(name, { conversation, episode: pending, visitor, at: now });
  const write = async (changed: Conversation, ...also: readonly Write[]): Promise<Carried> => {
    const commit = await ports.table.commit([{ kind: 'conversation', value: changed }, ...also]);
    return commit.kind === 'committed' ? 'done' : 'lost';
  };

  switch (decision.kind) {
    case 'nothing':
      return 'done';
    case 'rearm': {
      const { firstSeq, dueAt } = decision;
      // What their presence has held back was read: what follows may be held as long.
      const presenceHeld = firstSeq > pending.firstSeq ? 0 : pending.presenceHeld;
      return write({ ...conversation, pending: rearmed(pending, { firstSeq, dueAt, presenceHeld }) });
    }
    case 'skip':
      return write(
        skipped(conversation, decision.reason, unreadAnswers(conversation, situation.messages, pending.again)),
        record(decision.reason),
        // Another address, given in this moment, would not know that something waits for it.
        ...(decision.reason === 'skipped-undeliverable' ? [addressUnchanged(visitor)] : []),
      );
    case 'wait-for-address':
      return write(waitingForAddress(conversation, pending), record('waiting-for-address'), addressUnchanged(visitor));
    case 'hold':
      return write(heldForPresence(conversation, pending, decision.until), record('held-present'));
    case 'send': {
      const claimId = world.random.token();
      const changed = claimed(conversation, pending, decision, { claimId, now, afterUnknown: false });
      return claimAndSend(world, ports, { conversation: changed, visitor, messages: decision.messages });
    }
  }
}
