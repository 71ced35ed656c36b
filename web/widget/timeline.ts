import type { Message } from '../../contract/messages.ts';
import { isSameRun } from '../shared/thread.ts';
import { currentThread } from './chat-state.ts';
import type { ChatState } from './chat-state.ts';
import type { Outgoing } from './stored.ts';

/** What the log shows, from top to bottom. */
export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly instant: string }
  | { readonly kind: 'new'; readonly key: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      /** First and last of a run by one author through one channel within a few minutes. */
      readonly starts: boolean;
      readonly ends: boolean;
    }
  | { readonly kind: 'outgoing'; readonly key: string; readonly outgoing: Outgoing };

/** The rows of the present conversation. `dayOf` names the calendar day of an instant in the reader's zone. */
export function timeline(state: ChatState, dayOf: (instant: string) => string): readonly Row[] {
  const messages = currentThread(state)?.messages ?? [];
  const rows: Row[] = [];
  let isNewMarked = state.newAfter === null;
  messages.forEach((message, at) => {
    const before = messages[at - 1];
    const after = messages[at + 1];
    const newDay = before === undefined || dayOf(before.sentAt) !== dayOf(message.sentAt);
    if (newDay) rows.push({ kind: 'day', key: `day-${message.seq}`, instant: message.sentAt });
    const marksNew = !isNewMarked && message.seq > (state.newAfter ?? 0) && message.author.kind === 'agent';
    if (marksNew) {
      rows.push({ kind: 'new', key: 'new' });
      isNewMarked = true;
    }
    rows.push({
      kind: 'message',
      key: message.clientMessageId === undefined ? `seq-${message.seq}` : `own-${message.clientMessageId}`,
      message,
      starts: newDay || marksNew || !isSameRun(before, message),
      ends: after === undefined || dayOf(after.sentAt) !== dayOf(message.sentAt) || !isSameRun(message, after),
    });
  });
  for (const outgoing of state.outgoing) {
    if (outgoing.conversationId !== state.currentId) continue;
    rows.push({ kind: 'outgoing', key: `own-${outgoing.clientMessageId}`, outgoing });
  }
  return rows;
}

/** The message that carries the e-mail card: the latest that asks for an address or says that one does not work. */
export function messageWithCard(messages: readonly Message[]): number | undefined {
  return messages.findLast(({ kind }) => kind === 'request-email' || kind === 'delivery-problem')?.seq;
}
