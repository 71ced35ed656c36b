import { presenceCapMinutes } from '../conversation/intent.ts';
import { reasonOfEnd } from '../conversation/past-hold.ts';
import { isSameAddress } from '../email/judge-sender.ts';
import { earlierOf, nextMinute } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import type { SkipReason } from '../records/decision.ts';
import type { Seq } from '../records/ids.ts';
import { isAnswer } from '../records/message.ts';
import type { Message } from '../records/message.ts';
import type { Visitor } from '../records/visitor.ts';
import type { Settings } from '../settings/settings.ts';

export type Decision =
  /** Nothing to decide: no episode, one that an agent holds, or an e-mail is just going out. */
  | { readonly kind: 'nothing' }
  /** Not yet: it rang early, or the messages the time was set for have been read. */
  | { readonly kind: 'rearm'; readonly firstSeq: Seq; readonly dueAt: Instant }
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  | { readonly kind: 'wait-for-address' }
  | { readonly kind: 'hold'; readonly until: Instant }
  | { readonly kind: 'send'; readonly firstSeq: Seq; readonly to: string; readonly messages: readonly Message[] };

/** All that a decision may depend on. */
export interface Situation {
  readonly conversation: Conversation;
  /** Messages behind both cursors, oldest first, of any kind. */
  readonly messages: readonly Message[];
  readonly visitor: Visitor;
  /** The visitor was seen on the page, or typing, and counts as present until then. */
  readonly presentUntil: Instant | null;
  readonly settings: Pick<Settings, 'continuousConversations'>;
  readonly now: Instant;
}

/** What becomes of the pending episode when its clock rings. The table in docs/guarantees.md, row by row. */
export function decide(situation: Situation): Decision {
  const { conversation, visitor, presentUntil, settings, now } = situation;
  const { pending, sending } = conversation;
  if (pending === null || sending !== null || pending.state === 'held-by-agent') return { kind: 'nothing' };
  if (now < pending.dueAt) return { kind: 'rearm', firstSeq: pending.firstSeq, dueAt: pending.dueAt };

  const unread = unreadAnswers(conversation, situation.messages, pending.again);
  const first = unread[0];
  if (first === undefined) return { kind: 'skip', reason: reasonOfEnd(conversation, pending) };
  if (first.seq > pending.firstSeq) {
    const dueAt = unread.map((message) => message.dueAt ?? now).reduce(earlierOf);
    if (dueAt > now) return { kind: 'rearm', firstSeq: first.seq, dueAt };
  }
  if (visitor.address === null) return { kind: 'wait-for-address' };
  const reason = settings.continuousConversations ? refusalOf(conversation, visitor.address) : 'skipped-off';
  if (reason !== null) return { kind: 'skip', reason };
  if (presentUntil !== null && presentUntil > now && pending.presenceHeld < presenceCapMinutes) {
    return { kind: 'hold', until: nextMinute(now) };
  }
  return { kind: 'send', firstSeq: first.seq, to: visitor.address.email, messages: unread };
}

/**
 * The answers that an e-mail would carry: unread, never e-mailed nor decided, not taken back, not marked `never`; and those
 * that are to go out again.
 */
export function unreadAnswers(
  { visitorReadThrough, settledThrough }: Pick<Conversation, 'visitorReadThrough' | 'settledThrough'>,
  messages: readonly Message[],
  again: readonly Seq[] = [],
): readonly Message[] {
  return messages.filter(
    (message) =>
      message.seq > visitorReadThrough &&
      (message.seq > settledThrough || again.includes(message.seq)) &&
      isAnswer(message) &&
      message.notify !== 'never',
  );
}

/** What forbids an e-mail about this conversation to the address, by what is known of both; no address forbids none. */
export function refusalOf(
  conversation: Pick<Conversation, 'status' | 'optedOut'>,
  address: Visitor['address'],
): SkipReason | null {
  if (conversation.status === 'closed') return 'skipped-closed';
  if (address === null) return null;
  if (address.state === 'complained') return 'skipped-opted-out';
  if (address.state === 'bounced') return 'skipped-undeliverable';
  if (hasOptedOut(conversation, address.email)) return 'skipped-opted-out';
  return null;
}

/** Whether this mailbox, however it is spelt, wants no more e-mails about the conversation. */
export function hasOptedOut({ optedOut }: Pick<Conversation, 'optedOut'>, email: string): boolean {
  return optedOut.some((one) => isSameAddress(one, email));
}
