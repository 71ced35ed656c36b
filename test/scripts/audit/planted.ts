import { planWrite } from '../../../functions/aws/table/write-item.ts';
import { decisionRecord } from '../../../functions/domain/conversation/decision-record.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import { claimed, recordedSent, skipped } from '../../../functions/domain/notification/outcome.ts';
import type { Conversation } from '../../../functions/domain/records/conversation.ts';
import { seq } from '../../../functions/domain/records/ids.ts';
import type { Message } from '../../../functions/domain/records/message.ts';
import type { Write } from '../../../functions/domain/records/write.ts';
import type { Item } from '../../../scripts/audit/items.ts';
import { byVisitor, noon, told, visitor } from '../../setup/scene.ts';

/** The visitor asks, is answered twice, and has not read it. */
export const told3 = told([0, byVisitor], [1, { clientMessageId: 'answer' }], [2, {}]);
export const pending = told3.conversation.pending!;

export const later = plusMinutes(noon, 11);

/** As when it is due, claimed, and sent. */
export const sending: Conversation = claimed(
  told3.conversation,
  pending,
  { kind: 'send', firstSeq: pending.firstSeq, to: 'vera@example.org', messages: told3.messages },
  { claimId: 'claim', now: later, afterUnknown: false },
);
export const sent: Conversation = recordedSent(
  sending,
  sending.sending!,
  { messageId: '<id@amazonses.com>', subject: 'Your conversation' },
  later,
);
export const skippedByAgent: Conversation = skipped(told3.conversation, 'skipped-by-agent', told3.messages);

export const email = (episode: number, messages: readonly number[]): Write => ({
  kind: 'email',
  value: {
    conversationId: told3.conversation.id,
    episode,
    attempt: 1,
    sesId: `ses${episode}`,
    to: 'vera@example.org',
    subject: 'Your conversation',
    firstSeq: seq(2),
    upTo: seq(3),
    messages: messages.map(seq),
    sentAt: later,
    state: 'delivered',
    stateAt: later,
  },
});

export const decision = (conversation: Conversation): Write =>
  decisionRecord('skipped-by-agent', { conversation, episode: pending, visitor: visitor(), at: later });

/** The items of a conversation, its messages and what else belongs to it, as they are stored. */
export function itemsOf(conversation: Conversation, ...also: readonly Write[]): Item[] {
  const { id, visitorId, replyToken } = conversation;
  const scope = { kind: 'conversation', conversationId: id, author: 'agent-ada' } as const;
  return stored([
    { kind: 'conversation', value: conversation },
    ...told3.messages.map((value): Write => ({ kind: 'message', value: { ...value, conversationId: id } })),
    { kind: 'client-message', value: { scope, clientMessageId: 'answer', conversationId: id, seq: seq(2) } },
    { kind: 'visitor', value: visitor() },
    { kind: 'visitor-conversation', visitorId, conversationId: id },
    { kind: 'reply-token', token: replyToken, conversationId: id },
    ...also,
  ]);
}

export function stored(writes: readonly Write[]): Item[] {
  return writes.map((write) => asItem(planWrite(write, noon).item));
}

function asItem(planned: unknown): Item {
  return planned as Item;
}

/** The items with the data of some of them changed. */
export function changed(items: readonly Item[], sk: string, change: (data: never) => object): Item[] {
  return items.map((item) =>
    item.sk === sk ? { ...item, data: { ...(item.data as object), ...change(item.data as never) } } : item,
  );
}

export const message2 = 'MSG#0000000002';
export type { Conversation, Message };
