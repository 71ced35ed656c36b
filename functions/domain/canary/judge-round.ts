import type { Outcome, Round } from '../records/canary.ts';
import type { Message } from '../records/message.ts';
import type { OutboundEmail } from '../records/outbound-email.ts';
import { spoken } from './canary.ts';

/** What a round has left behind in its conversation. */
export interface Traces {
  /** After the round's own. */
  readonly messages: readonly Message[];
  readonly emails: readonly OutboundEmail[];
}

/** How a round ended: the first place from which its message did not go on. */
export function judgeRound(round: Round, { messages, emails }: Traces): Outcome {
  const { nonce, seq, startedAt, state, trouble } = round;
  const answer = messages.find(
    (message) => message.seq > seq && message.author.kind === 'visitor' && message.channel === 'email',
  );
  if (answer !== undefined) {
    return answer.text.trim() === spoken.answer(nonce)
      ? { kind: 'back', seconds: (Date.parse(answer.sentAt) - Date.parse(startedAt)) / 1000 }
      : { kind: 'failed', why: 'answer-changed' };
  }
  if (trouble !== null) return { kind: 'failed', why: trouble };
  if (state === 'answered') return { kind: 'failed', why: 'answer-lost' };
  const wasSent = emails.some((email) => email.messages.includes(seq));
  return { kind: 'failed', why: wasSent ? 'not-received' : 'not-sent' };
}
