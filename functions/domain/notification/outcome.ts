import { laterOf, minutesBetween, plusMinutes, plusSeconds } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import type { SkipReason } from '../records/decision.ts';
import { againOf, heldLike, rearmed, undeliveredWith } from '../records/episode.ts';
import type { Pending, Sending } from '../records/episode.ts';
import { furthest } from '../records/ids.ts';
import type { Message } from '../records/message.ts';
import type { Decision } from './decide.ts';

/** How long a claim holds. Longer than check-unread may run, so that a live holder is never taken for a dead one. */
const leaseSeconds = 60;

/** After the lease, SES's own events get this long to tell of a mail whose sender died before they could write it down. */
const graceMinutes = 15;

/** A refused mail is tried again after these minutes, then given up. */
const backoffMinutes = [1, 5, 15, 60, 240];

/** At most this many ids fit into one References header with the root (SES: 995 characters). */
const idsKept = 10;

/** The conversation after a skip: all that was seen is settled and never comes back in a later mail. */
export function skipped(conversation: Conversation, reason: SkipReason, unread: readonly Message[]): Conversation {
  return withUndelivered({ ...conversation, settledThrough: conversation.lastSeq, pending: null }, reason, unread);
}

/** What could not go out because mail to the address comes back goes out when there is another one. */
export function withUndelivered(
  conversation: Conversation,
  reason: SkipReason,
  unread: readonly Message[],
): Conversation {
  if (reason !== 'skipped-undeliverable') return conversation;
  const seqs = unread.map(({ seq }) => seq);
  return { ...conversation, undelivered: undeliveredWith(conversation.undelivered, seqs) };
}

/** The conversation with its episode waiting for an address: no timer, until the visitor gives one. */
export function waitingForAddress(conversation: Conversation, pending: Pending): Conversation {
  return { ...conversation, pending: rearmed(pending, { state: 'waiting-for-address' }) };
}

/** The conversation with its e-mail put off because the visitor is there. A ring that came late counts with all its minutes. */
export function heldForPresence(conversation: Conversation, pending: Pending, until: Instant): Conversation {
  const presenceHeld = pending.presenceHeld + Math.max(1, minutesBetween(pending.dueAt, until));
  return { ...conversation, pending: rearmed(pending, { dueAt: until, presenceHeld }) };
}

/** The conversation with its e-mail claimed: what it says and to whom is frozen. */
export function claimed(
  conversation: Conversation,
  pending: Pending,
  decision: Extract<Decision, { kind: 'send' }>,
  claim: { readonly claimId: string; readonly now: Instant; readonly afterUnknown: boolean },
): Conversation {
  const sending: Sending = {
    episode: pending.episode,
    arm: pending.arm,
    firstSeq: decision.firstSeq,
    upTo: conversation.lastSeq,
    addressee: decision.to,
    claimId: claim.claimId,
    claimUntil: plusSeconds(claim.now, leaseSeconds),
    attempt: pending.attempts + 1,
    outcome: 'in-flight',
    afterUnknown: claim.afterUnknown,
    ...againOf(pending),
  };
  return { ...conversation, pending: null, sending };
}

/** The conversation after SES took the mail. `messageId` is the one the visitor's mail program sees, with angle brackets. */
export function recordedSent(
  conversation: Conversation,
  sending: Sending,
  mail: { readonly messageId: string; readonly subject: string },
  now: Instant,
): Conversation {
  const { inReplyTo: _answered, ...thread } = conversation.thread;
  const ids = [...thread.ids, mail.messageId].slice(-idsKept);
  return endSending(
    {
      ...conversation,
      settledThrough: furthest(conversation.settledThrough, sending.upTo),
      thread: { ...thread, ids, subject: thread.subject ?? mail.subject },
    },
    now,
  );
}

/**
 * The conversation after SES refused the mail for certain: tried again after a while, together with what has come in
 * meanwhile, or given up for good after the last try.
 */
export function refused(conversation: Conversation, sending: Sending, final: boolean, now: Instant): Conversation {
  const wait = backoffMinutes[sending.attempt - 1];
  if (final || wait === undefined) return ended(conversation, sending, now);
  const pending: Pending = {
    episode: sending.episode,
    arm: sending.arm + 1,
    firstSeq: sending.firstSeq,
    dueAt: plusMinutes(now, wait),
    state: 'armed',
    presenceHeld: 0,
    attempts: sending.attempt,
    ...againOf(sending, conversation.pending),
  };
  return { ...conversation, sending: null, pending: heldLike(pending, conversation.pending) };
}

/** Whether a refusal is the last one. */
export function givesUp(sending: Sending, final: boolean): boolean {
  return final || backoffMinutes[sending.attempt - 1] === undefined;
}

/** The conversation after a claim that ended without a mail, for good: what it was about is settled. */
export function ended(conversation: Conversation, sending: Sending, now: Instant): Conversation {
  return endSending({ ...conversation, settledThrough: furthest(conversation.settledThrough, sending.upTo) }, now);
}

/** The conversation after an attempt of which nobody knows whether SES took it: only its events, or time, can tell. */
export function outcomeUnknown(conversation: Conversation, sending: Sending): Conversation {
  return { ...conversation, sending: { ...sending, outcome: 'unknown' } };
}

/** Whether a claim whose holder is silent may be taken over: its lease and the events' grace are over. */
export function isAbandoned(sending: Sending, now: Instant): boolean {
  return now >= plusMinutes(sending.claimUntil, graceMinutes);
}

/** The messages of a frozen claim. */
export function frozenMessages(sending: Sending, messages: readonly Message[]): readonly Message[] {
  return messages.filter((message) => message.seq >= sending.firstSeq && message.seq <= sending.upTo);
}

/** Ends the claim; an episode that began meanwhile was not looked at and is armed anew. */
function endSending(conversation: Conversation, now: Instant): Conversation {
  const { pending } = conversation;
  const waits = pending !== null && pending.state === 'armed';
  return {
    ...conversation,
    sending: null,
    pending: waits ? rearmed(pending, { dueAt: laterOf(pending.dueAt, now) }) : pending,
  };
}
