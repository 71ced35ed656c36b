import type { Conversation } from '../../functions/domain/records/conversation.ts';
import type { Write } from '../../functions/domain/records/write.ts';
import type { Time } from './machine.ts';
import type { Before } from './stepped-table.ts';

/** Day and time of a moment; histories begin on the 18th. */
export function toldMoment(at: Time): string {
  const text = new Date(at).toISOString();
  return `${text.slice(8, 10)}. ${text.slice(11, 19)}`;
}

/** What a transaction did, in the product's words. */
export function toldCommit(writes: readonly Write[], before: readonly Before[]): string {
  const told = writes.flatMap((write, index) => toldWrite(write, before[index] ?? {}));
  return told.length === 0 ? 'nothing that matters is written' : told.join('; ');
}

function toldWrite(write: Write, before: Before): readonly string[] {
  switch (write.kind) {
    case 'conversation':
      return toldConversation(before.conversation, write.value);
    case 'message': {
      const { seq, author, text, visibility, notify, kind } = write.value;
      const what =
        kind ?? (visibility === 'note' ? 'note' : notify === 'auto' ? 'message' : `message (notify ${notify})`);
      return [`${what} ${seq} by ${author.kind} “${text.slice(0, 30).replace(/\s+/g, ' ')}”`];
    }
    case 'message-replaced':
      return [`message ${write.value.seq} is taken back`];
    case 'decision':
      return [`decision “${write.value.decision}” about episode ${write.value.episode} (arm ${write.value.arm})`];
    case 'email':
      return [`the e-mail of episode ${write.value.episode} is ${write.value.state}`];
    case 'visitor': {
      const { address } = write.value;
      return [`the visitor's address is ${address === null ? 'none' : `${address.email} (${address.state})`}`];
    }
    case 'kept-mail':
      return [`the mail is kept (${write.value.reason})`];
    case 'settings':
      return [
        `the feature is ${write.value.continuousConversations ? 'on' : 'off'}, delays ${write.value.delayMinutes} and ${write.value.emailReplyDelayMinutes} minutes`,
      ];
    default:
      return [];
  }
}

function toldConversation(before: Conversation | undefined, after: Conversation): readonly string[] {
  const { pending, sending } = after;
  const told: string[] = [];
  if (before === undefined) told.push(`conversation ${after.id.slice(-3)} begins`);
  if (before !== undefined && before.status !== after.status) told.push(`${before.status} → ${after.status}`);
  if (sending !== null && sending.claimId !== before?.sending?.claimId) {
    told.push(
      `claims the e-mail of episode ${sending.episode} to ${sending.addressee}, messages ${sending.firstSeq}–${sending.upTo}, attempt ${sending.attempt}`,
    );
  }
  if (sending?.outcome === 'unknown' && before?.sending?.outcome !== 'unknown') told.push('outcome unknown');
  if (sending === null && before !== undefined && before.sending !== null)
    told.push(`the claim of episode ${before.sending.episode} ends`);
  if (pending !== null && JSON.stringify(pending) !== JSON.stringify(before?.pending)) {
    const state = pending.state === 'armed' ? `due ${toldMoment(Date.parse(pending.dueAt))}` : pending.state;
    told.push(`episode ${pending.episode} from message ${pending.firstSeq}: ${state} (arm ${pending.arm})`);
  }
  if (before !== undefined && before.visitorReadThrough !== after.visitorReadThrough)
    told.push(`read through ${after.visitorReadThrough}`);
  if (before !== undefined && before.settledThrough !== after.settledThrough)
    told.push(`settled through ${after.settledThrough}`);
  if (after.undelivered !== null && (before?.undelivered ?? null) === null) told.push('undelivered');
  if (after.undelivered === null && (before?.undelivered ?? null) !== null) told.push('goes out once more');
  if ((before?.optedOut.length ?? 0) < after.optedOut.length)
    told.push(`no more e-mails to ${after.optedOut.at(-1) ?? ''}`);
  return told;
}
