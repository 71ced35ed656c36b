import { plusMinutes } from '../../functions/domain/instant.ts';
import type { Instant } from '../../functions/domain/instant.ts';
import { messageState } from '../../functions/domain/notification/message-state.ts';
import type { Ledger } from '../../functions/domain/notification/message-state.ts';
import type { Conversation } from '../../functions/domain/records/conversation.ts';
import { beforeFirst } from '../../functions/domain/records/ids.ts';
import { isAnswer } from '../../functions/domain/records/message.ts';
import type { Passing } from './passing.ts';
import { vera } from './people.ts';
import type { People } from './people.ts';
import type { System } from './system.ts';

const mostRounds = 400;
const farAway = '2099-01-01T00:00:00.000Z' as Instant;

/** Lets time pass without faults until nothing is left to happen, then looks whether anything was lost. */
export async function atRest(
  system: System,
  people: People,
  passing: Passing,
  states: Map<string, number>,
): Promise<void> {
  const { machine, promises, table } = system;
  system.tell(() => 'from here on nothing fails any more');
  await machine.run();
  for (let round = 0; ; round += 1) {
    const next = nextMoment(system);
    if (next === undefined || promises.broken !== undefined) break;
    if (round === mostRounds) {
      promises.break('it never comes to rest');
      break;
    }
    await passing.to(Math.max(next, machine.now));
    await machine.run();
  }
  if (promises.broken !== undefined) return;
  const due = await table.dueBefore(farAway, 100);
  if (due.length > 0) promises.break(`conversation ${due[0]!.conversationId} is still due at ${due[0]!.at}`);
  for (const conversation of promises.conversations.values()) await nothingLost(system, conversation, states);
  mailTakenIn(system, people);
  writtenOnce(system, people);
}

/** When something will happen by itself: a job, or the sweeper's finding of what is overdue. */
function nextMoment({ machine, promises }: System): number | undefined {
  const found = [...promises.conversations.values()].flatMap(({ sending, pending }) => {
    if (sending !== null) return [Date.parse(plusMinutes(sending.claimUntil, 15))];
    return pending?.state === 'armed' ? [Date.parse(plusMinutes(pending.dueAt, 2)) + 1] : [];
  });
  const next = machine.nextAt();
  const moments = next === undefined ? found : [...found, next];
  if (moments.length === 0) return undefined;
  const at = Math.min(...moments);
  // The sweeper comes by within five minutes.
  return at <= machine.now ? machine.now + 5 * 60_000 : at;
}

/** Every answer has been read, e-mailed, or is waiting or decided against for a reason that is told. */
async function nothingLost(
  { table, promises }: System,
  known: Conversation,
  states: Map<string, number>,
): Promise<void> {
  const { id } = known;
  const [conversation, messages, ledger, visitor] = await Promise.all([
    table.conversation(id),
    table.messages(id, { after: beforeFirst, limit: 1000 }),
    table.ledger(id),
    table.visitor(vera),
  ]);
  if (conversation === undefined) {
    promises.break(`conversation ${id} is gone`);
    return;
  }
  if (conversation.sending !== null) promises.break('a claim never ends');
  if (messages.some(({ seq }, index) => seq !== index + 1) || conversation.lastSeq !== messages.length) {
    promises.break(
      `the messages have gaps: ${messages.map(({ seq }) => seq).join()} and lastSeq ${conversation.lastSeq}`,
    );
  }
  for (const message of messages.filter(isAnswer)) {
    const state = messageState(message, conversation, visitor ?? { address: null }, ledger);
    const reason = state?.reason ?? '';
    const said =
      state === undefined
        ? 'nothing'
        : ['skipped', 'failed', 'unread'].includes(state.state)
          ? `${state.state} ${reason}`.trim()
          : state.state;
    states.set(said, (states.get(said) ?? 0) + 1);
    const lost = `message ${message.seq} is lost: nobody has read it, it was never e-mailed, and all that is said is “${said}”`;
    if (['nothing', 'unread', 'sending', 'unknown', 'skipped', 'skipped skipped-read'].includes(said))
      promises.break(lost);
    const usable = visitor?.address?.state === 'typed' || visitor?.address?.state === 'proven';
    if (said === 'waiting-for-address' && usable)
      promises.break(`message ${message.seq} waits for an address although there is one`);
    const record = ledger.emails.find(({ messages: shown }) => shown.includes(message.seq));
    if (record !== undefined) isInItsEmail(promises, record, message.seq);
  }
}

/** What is recorded as e-mailed stands in the e-mail (or is one of those that it only counts). */
function isInItsEmail(promises: System['promises'], record: Ledger['emails'][number], seq: number): void {
  const mail = promises.accepted.find(({ sesId }) => sesId === record.sesId);
  if (mail === undefined) {
    promises.break(`message ${seq} is said to be e-mailed, and SES never took that e-mail`);
    return;
  }
  const shown = promises.answersIn(mail);
  // Ten messages at most are shown.
  if (shown.length < 10 && !shown.some((message) => message.seq === seq) && !mail.claim.gone.has(seq)) {
    promises.break(
      `message ${seq} is said to be e-mailed in episode ${record.episode}, and does not stand in that e-mail`,
    );
  }
}

/** Each mail is one message, or is listed, once. */
function mailTakenIn({ promises }: System, { mails }: People): void {
  for (const { keys, raw } of mails) {
    const times = keys.reduce((sum, key) => sum + (promises.takenIn.get(key) ?? 0), 0);
    const which = /Message-ID: (\S+)/.exec(new TextDecoder().decode(raw))?.[1] ?? '';
    if (times === 0) promises.break(`the mail ${which} is lost`);
    if (times > 1) promises.break(`the mail ${which} is taken in ${times} times`);
  }
}

/** What was acknowledged is there, and nothing is there twice. */
function writtenOnce({ promises }: System, { written }: People): void {
  const all = [...promises.messages.values()].flat();
  for (const { clientMessageId, acknowledged } of written) {
    const times = all.filter((message) => message.clientMessageId === clientMessageId).length;
    if (acknowledged && times === 0) promises.break(`“${clientMessageId}” was acknowledged, and is lost`);
    if (times > 1) promises.break(`“${clientMessageId}” stands there ${times} times`);
  }
}
