import { changeConversation } from '../conversation/change.ts';
import type { ConversationStore } from '../conversation/conversation-store.ts';
import { openEpisode } from '../conversation/intent.ts';
import type { VisitorStore } from '../conversation/visitor-store.ts';
import { isSameAddress } from '../email/judge-sender.ts';
import { laterOf } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import { answersOf, rearmed, undeliveredWith } from '../records/episode.ts';
import type { Pending } from '../records/episode.ts';
import { seq } from '../records/ids.ts';
import type { Seq, VisitorId } from '../records/ids.ts';
import type { Address } from '../records/visitor.ts';
import type { Transactions } from '../records/write.ts';
import type { World } from '../world.ts';

/**
 * A visitor has another address, or none: what waited for one is due again, and what could not be delivered to the old one
 * goes out once more. What an agent holds stays held. Throws Busy.
 */
export async function addressChanged(
  world: World,
  table: Transactions & ConversationStore & Pick<VisitorStore, 'visitor'>,
  visitorId: VisitorId,
): Promise<void> {
  const visitor = await table.visitor(visitorId);
  if (visitor === undefined) return;
  for (const id of await table.conversationsOf(visitorId)) {
    await changeConversation(world, table, id, (conversation) =>
      rearmedForAddress(conversation, visitor.address, world.now()),
    );
  }
}

/** The conversation of a visitor whose address is now this one; the same value if nothing waits for it. */
export function rearmedForAddress(conversation: Conversation, address: Address | null, now: Instant): Conversation {
  if (address === null || !isUsable(address)) return conversation;
  const { pending, undelivered } = conversation;
  if (undelivered !== null && !isSameAddress(address.email, undelivered.to ?? ''))
    return rescued(conversation, undelivered.messages, now);
  if (pending?.state !== 'waiting-for-address') return conversation;
  const dueAt = laterOf(pending.dueAt, now);
  return { ...conversation, pending: rearmed(pending, { state: 'armed', dueAt }) };
}

/** Mail to it may still arrive. */
export function isUsable({ state }: Address): boolean {
  return state === 'typed' || state === 'proven';
}

/**
 * The conversation whose undelivered messages go out once more, those of them that are still unread, due now. What was
 * e-mailed or decided about since stays settled.
 */
export function rescued(conversation: Conversation, messages: readonly Seq[], now: Instant): Conversation {
  const { pending } = conversation;
  const again = undeliveredWith(null, [...messages, ...(pending?.again ?? [])])?.messages ?? [];
  const firstSeq = seq(Math.min(...again, pending?.firstSeq ?? Infinity));
  const delivered: Conversation = { ...conversation, undelivered: null };
  if (again.length === 0) return delivered;
  const answers = answersWith(pending, again);
  if (pending?.state === 'held-by-agent') return { ...delivered, pending: { ...pending, firstSeq, again, ...answers } };
  if (pending !== null) {
    const due = { firstSeq, dueAt: now, state: 'armed', again, ...answers } as const;
    return { ...delivered, pending: rearmed(pending, due) };
  }
  const opened = openEpisode(delivered, firstSeq, now, false);
  return { ...opened, pending: opened.pending && { ...opened.pending, again, ...answers } };
}

/** All answers of the episode and these; of an episode whose answers are not known they would not be all. */
function answersWith(pending: Pending | null, again: readonly Seq[]): Pick<Pending, 'answers'> {
  if (pending === null) return answersOf(again);
  return pending.answers === undefined ? {} : answersOf([...again, ...pending.answers]);
}
