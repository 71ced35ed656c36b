import { earlierOf, plusMinutes } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import { answersOf, rearmed } from '../records/episode.ts';
import type { Pending } from '../records/episode.ts';
import { isAnswer } from '../records/message.ts';
import type { Message } from '../records/message.ts';
import type { Settings } from '../settings/settings.ts';

type Delays = Pick<Settings, 'delayMinutes' | 'emailReplyDelayMinutes'>;

/** An e-mail that waits until nobody is looking waits no longer than this. */
export const presenceCapMinutes = 5;

/**
 * When a message alone would be e-mailed, or undefined if it never is: notes, automatic texts and messages marked
 * `never` start no clock. A visitor who last wrote by e-mail gets their answer after the short settling time.
 */
export function ownDueAt(
  message: Omit<Message, 'dueAt'>,
  conversation: Conversation,
  delays: Delays,
): Instant | undefined {
  if (!isAnswer(message) || message.notify === 'never') return undefined;
  if (message.notify === 'now') return message.sentAt;
  const byEmail = conversation.lastVisitorChannel === 'email';
  return plusMinutes(message.sentAt, byEmail ? delays.emailReplyDelayMinutes : delays.delayMinutes);
}

/** The conversation with the intent that a message carries: the first one opens an episode, a later one can only make it due earlier. */
export function withIntent(conversation: Conversation, message: Message): Conversation {
  if (message.dueAt === undefined) return conversation;
  if (conversation.pending === null)
    return openEpisode(conversation, message.seq, message.dueAt, message.notify === 'now');
  const pending = joined(conversation.pending, message.seq);
  const dueAt = earlierOf(pending.dueAt, message.dueAt);
  if (message.notify === 'now' && pending.state !== 'held-by-agent') {
    return { ...conversation, pending: rearmed(pending, { dueAt, presenceHeld: presenceCapMinutes }) };
  }
  return { ...conversation, pending: dueAt === pending.dueAt ? pending : rearmed(pending, { dueAt }) };
}

function joined(pending: Pending, seq: Pending['firstSeq']): Pending {
  return pending.answers === undefined ? pending : { ...pending, ...answersOf([...pending.answers, seq]) };
}

/** The conversation with its next episode. An urgent one is not put off while the visitor is present. */
export function openEpisode(
  conversation: Conversation,
  firstSeq: Pending['firstSeq'],
  dueAt: Instant,
  urgent: boolean,
): Conversation {
  const episode = conversation.lastEpisode + 1;
  const presenceHeld = urgent ? presenceCapMinutes : 0;
  const armed = { arm: 1, dueAt, state: 'armed', presenceHeld, attempts: 0 } as const;
  const pending: Pending = { episode, firstSeq, ...armed, ...answersOf([firstSeq]) };
  return { ...conversation, lastEpisode: episode, pending };
}
