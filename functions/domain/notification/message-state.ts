import { laterOf } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import type { DecisionRecord } from '../records/decision.ts';
import { isAnswer } from '../records/message.ts';
import type { Message } from '../records/message.ts';
import type { DeliveryState, OutboundEmail } from '../records/outbound-email.ts';
import type { Visitor } from '../records/visitor.ts';
import { refusalOf } from './decide.ts';

/** What became of an agent's message, for the agent. */
export interface MessageNotification {
  readonly state:
    'unread' | 'read' | 'sending' | 'unknown' | DeliveryState | 'failed' | 'skipped' | 'held' | 'waiting-for-address';
  /** When it will be decided whether an e-mail goes out; missing while none would. */
  readonly dueAt?: Instant;
  /** When it came to this. */
  readonly at?: Instant;
  /** Of an unread one: what forbids an e-mail, as things stand. */
  readonly reason?: string;
  /** The e-mail that carried the message, even when it has been read since. */
  readonly episode?: number;
}

export interface Ledger {
  readonly emails: readonly OutboundEmail[];
  readonly decisions: readonly DecisionRecord[];
}

/** What became of an agent's message; undefined for one that nobody is notified of. Reading weighs more than having been e-mailed. */
export function messageState(
  message: Message,
  conversation: Conversation,
  visitor: Pick<Visitor, 'address'>,
  ledger: Ledger,
): MessageNotification | undefined {
  if (!isAnswer(message)) return undefined;
  const { seq } = message;
  const email = ledger.emails.findLast((one) => one.messages.includes(seq));
  const { sending, pending } = conversation;
  if (seq <= conversation.visitorReadThrough) {
    return { state: 'read', ...(email === undefined ? {} : { episode: email.episode }) };
  }
  if (sending !== null && seq >= sending.firstSeq && seq <= sending.upTo) {
    return { state: sending.outcome === 'unknown' ? 'unknown' : 'sending' };
  }
  if (email !== undefined) return emailed(email);
  if (message.notify === 'never') return { state: 'skipped', reason: 'skipped-by-agent' };
  if (seq <= conversation.settledThrough) return settled(message, ledger.decisions);
  if (pending === null) return { state: 'unread' };
  const refusal = refusalOf(conversation, visitor.address);
  if (refusal !== null) return { state: 'unread', reason: refusal };
  if (pending.state === 'held-by-agent') return { state: 'held', reason: 'held-by-agent' };
  if (pending.state === 'waiting-for-address') return { state: 'waiting-for-address' };
  return { state: 'unread', dueAt: dueAt(message, conversation, pending) };
}

function emailed({ state, stateAt, reason, episode }: OutboundEmail): MessageNotification {
  return { state, at: stateAt, episode, ...(reason === undefined ? {} : { reason }) };
}

function settled(message: Message, decisions: readonly DecisionRecord[]): MessageNotification {
  const why = decisions.find(({ saw, decision }) => isFinal(decision) && message.seq <= saw.through);
  if (why === undefined) return { state: 'skipped' };
  const { decision, at, detail } = why;
  return decision === 'failed'
    ? { state: 'failed', at, ...(detail === undefined ? {} : { reason: detail }) }
    : { state: 'skipped', at, reason: decision };
}

function isFinal(decision: DecisionRecord['decision']): boolean {
  return decision === 'failed' || decision.startsWith('skipped-');
}

/** When the first unread message is a later one than the time was set for, that time is about to be set anew. */
function dueAt(message: Message, conversation: Conversation, pending: NonNullable<Conversation['pending']>): Instant {
  const stillFirst = conversation.visitorReadThrough < pending.firstSeq;
  if (stillFirst || message.dueAt === undefined) return pending.dueAt;
  return laterOf(pending.dueAt, message.dueAt);
}
