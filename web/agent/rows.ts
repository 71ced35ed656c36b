import type { SentEmail } from '../../contract/emails.ts';
import type { Message } from '../../contract/messages.ts';
import { isSameRun } from '../shared/thread.ts';
import type { Outgoing } from './outbox.ts';

/** What the conversation shows, from top to bottom. */
export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly instant: string }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'email'; readonly key: string; readonly email: SentEmail }
  | { readonly kind: 'outgoing'; readonly key: string; readonly outgoing: Outgoing }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      readonly starts: boolean;
      readonly ends: boolean;
    };

/**
 * Messages and, where they belong in time, the e-mails that went out about them.
 * @param newAfter the line "new messages" stands before the first message of others after this seq
 */
export function rowsOf(
  messages: readonly Message[],
  emails: readonly SentEmail[],
  newAfter: number | null,
  dayOf: (instant: string) => string,
): readonly Row[] {
  const rows: Row[] = [];
  const start = messages[0]?.sentAt ?? '';
  const waiting = emails.filter(({ sentAt }) => sentAt >= start).sort((a, b) => a.sentAt.localeCompare(b.sentAt));
  let isNewMarked = newAfter === null;

  function pushEmails(before: string | undefined): void {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      if (before !== undefined && first.sentAt > before) return;
      rows.push({ kind: 'email', key: `email-${first.episode}-${first.sentAt}`, email: first });
      waiting.shift();
    }
  }

  messages.forEach((message, at) => {
    const before = messages[at - 1];
    const after = messages[at + 1];
    pushEmails(message.sentAt);
    const newDay = before === undefined || dayOf(before.sentAt) !== dayOf(message.sentAt);
    if (newDay) rows.push({ kind: 'day', key: `day-${message.seq}`, instant: message.sentAt });
    const isOthers = message.author.kind === 'visitor' || message.author.kind === 'other';
    const marksNew = !isNewMarked && isOthers && message.seq > (newAfter ?? 0);
    if (marksNew) {
      rows.push({ kind: 'new', key: 'new' });
      isNewMarked = true;
    }
    const followsEmail = rows.at(-1)?.kind === 'email';
    rows.push({
      kind: 'message',
      key: `seq-${message.seq}`,
      message,
      starts: newDay || marksNew || followsEmail || !isSameRun(before, message),
      ends: after === undefined || dayOf(after.sentAt) !== dayOf(message.sentAt) || !isSameRun(message, after),
    });
  });
  pushEmails(undefined);
  return rows;
}
