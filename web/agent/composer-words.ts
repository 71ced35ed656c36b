import type { Times } from '../shared/times.ts';
import type { Channel, Conversation, Notify, Visibility } from '../shared/wire.ts';
import type { AgentTexts } from './texts/agent-texts.ts';

/** What decides where a message will go. */
export interface Prospect {
  readonly conversation: Conversation;
  readonly visibility: Visibility;
  readonly notify: Notify;
  readonly lastVisitorChannel: Channel;
}

/** What will happen to the message that is being written. `now` is the server's time. */
export function prospectWords(prospect: Prospect, t: AgentTexts, times: Times, now: number): string {
  const { conversation, visibility, notify, lastVisitorChannel } = prospect;
  if (visibility === 'note') return t.willNote;
  const delivery = deliveryWords(conversation, notify, lastVisitorChannel, t, times, now);
  return conversation.status === 'closed' ? `${t.willContinue} ${delivery}` : delivery;
}

function deliveryWords(
  { visitor, pendingNotification, status }: Conversation,
  notify: Notify,
  lastVisitorChannel: Channel,
  t: AgentTexts,
  times: Times,
  now: number,
): string {
  if (notify === 'never') return t.willNever;
  const email = visitor.email ?? '';
  if (email === '') return t.willWait;
  if (visitor.emailState === 'bounced' || visitor.emailState === 'complained') return t.willNotReach(email);
  if (notify === 'now') return t.willNow(email);
  const dueAt = status === 'closed' ? undefined : pendingNotification?.dueAt;
  if (dueAt !== undefined && Date.parse(dueAt) > now) return t.willJoin(times.moment(dueAt, now));
  return lastVisitorChannel === 'email' ? t.willSoon(email) : t.willAuto(email);
}
