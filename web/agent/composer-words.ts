import type { Delivery } from '../../contract/agents.ts';
import type { Conversation } from '../../contract/conversations.ts';
import type { Channel, Notify, PendingNotification, Visibility } from '../../contract/messages.ts';
import type { Times } from '../shared/times.ts';
import { whyNoEmail } from './pending.ts';
import type { AgentTexts } from './texts/agent-texts.ts';

/** What decides where a message will go. */
export interface Prospect {
  readonly conversation: Conversation;
  /** The e-mail that is to come already. */
  readonly pending: PendingNotification | null;
  readonly visibility: Visibility;
  readonly notify: Notify;
  readonly lastVisitorChannel: Channel;
  /** Undefined where the server does not say. */
  readonly delivery: Delivery | undefined;
}

/** What will happen to the message that is being written. `now` is the server's time. */
export function prospectWords(prospect: Prospect, t: AgentTexts, times: Times, now: number): string {
  const { conversation, visibility } = prospect;
  if (visibility === 'note') return t.willNote;
  const words = deliveryWords(prospect, t, times, now);
  if (conversation.status !== 'closed') return words;
  return `${typeof conversation.continuedBy === 'string' ? t.willContinueThere : t.willContinue} ${words}`;
}

function deliveryWords(
  { conversation, pending, notify, lastVisitorChannel, delivery }: Prospect,
  t: AgentTexts,
  times: Times,
  now: number,
): string {
  const { visitor, status } = conversation;
  if (notify === 'never') return t.willNever;
  const email = visitor.emailShown ?? visitor.email ?? '';
  switch (whyNoEmail(conversation, delivery)) {
    case 'off':
      return t.willOff;
    case 'opted-out':
      return t.willNotOptedOut;
    case 'unreachable':
      return t.willNotReach(email);
    case null:
  }
  if (pending?.state === 'held' && status !== 'closed') return t.willHold;
  if (email === '') return t.willWait;
  if (notify === 'now') return t.willNow(email);
  const byEmail = lastVisitorChannel === 'email';
  const minutes = byEmail ? delivery?.emailReplyDelayMinutes : delivery?.delayMinutes;
  const own = minutes === undefined ? Infinity : now + minutes * minuteMs;
  const joined = status === 'closed' ? NaN : Date.parse(pending?.dueAt ?? '');
  const dueAt = joined > now ? Math.min(joined, own) : own;
  if (dueAt !== Infinity) return t.willJoin(times.moment(dueAt, now));
  return byEmail ? t.willSoon(email) : t.willAuto(email);
}

const minuteMs = 60_000;
