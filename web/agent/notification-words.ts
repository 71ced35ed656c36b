import type { Notification, PendingNotification } from '../../contract/messages.ts';
import type { Visitor } from '../../contract/people.ts';
import type { Shape } from '../shared/icon.tsx';
import { blockIcon, clockIcon, eyeIcon, mailIcon, pauseIcon, warningIcon } from '../shared/icons.ts';
import type { Times } from '../shared/times.ts';
import type { AgentTexts } from './texts/agent-texts.ts';

/** What a chip says of an answer. */
export interface StateWords {
  readonly label: string;
  readonly tone: 'plain' | 'good' | 'warn' | 'danger' | 'accent';
  readonly icon: Shape;
}

/** What is pending is only unread, where no e-mail goes out about it. */
export function withoutEmail(notification: Notification): Notification {
  return isToBeEmailed(notification) ? { state: 'unread' } : notification;
}

/** What is to be e-mailed to a visitor is so at no time yet, while they have no address. */
export function onceAddressed<Waiting extends Notification | PendingNotification>(
  waiting: Waiting,
  { email }: Visitor,
): Waiting {
  const { dueAt, ...rest } = waiting;
  return typeof email === 'string' || dueAt === undefined || waiting.state !== 'unread'
    ? waiting
    : { ...(rest as Waiting), state: 'waiting-for-address' };
}

/** Neither read nor e-mailed, nor decided. */
export function isToBeEmailed({ state }: Notification): boolean {
  return ['unread', 'held', 'waiting-for-address'].includes(state);
}

/** The visitor has it in their mailbox, or will have in a moment. */
export function isWithVisitor({ state, episode }: Notification): boolean {
  return (
    ['sending', 'unknown', 'sent', 'delivered', 'complained'].includes(state) ||
    (state === 'read' && episode !== undefined)
  );
}

/** What became of an answer, in words. `now` is the server's time. */
export function stateWords(notification: Notification, t: AgentTexts, times: Times, now: number): StateWords {
  const { state, dueAt, at, reason } = notification;
  const plain = t.states[state];
  const since = at === undefined ? plain : t.stateAt(plain, times.moment(at, now));
  const because = reason === undefined ? plain : t.because(plain, t.reasons[reason] ?? reason);
  switch (state) {
    case 'unread': {
      if (dueAt === undefined) return { label: because, tone: 'plain', icon: clockIcon };
      const label = Date.parse(dueAt) > now ? t.unreadUntil(times.moment(dueAt, now)) : t.unreadDue;
      return { label, tone: 'accent', icon: clockIcon };
    }
    case 'read':
      return { label: isWithVisitor(notification) ? t.readAfterEmail(since) : since, tone: 'plain', icon: eyeIcon };
    case 'sending':
    case 'unknown':
      return { label: plain, tone: 'accent', icon: mailIcon };
    case 'sent':
    case 'delivered':
      return { label: since, tone: 'good', icon: mailIcon };
    case 'bounced':
    case 'complained':
    case 'failed':
      return { label: since, tone: 'danger', icon: warningIcon };
    case 'held':
      return { label: because, tone: 'warn', icon: pauseIcon };
    case 'waiting-for-address':
      return { label: plain, tone: 'warn', icon: clockIcon };
    case 'skipped':
      return { label: because, tone: 'plain', icon: blockIcon };
  }
}

/** `7:12`, `1:02:05` */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, ...rest] = parts;
  const shown = hours > 0 ? parts : rest;
  return shown.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
