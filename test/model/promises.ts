import type { Conversation } from '../../functions/domain/records/conversation.ts';
import { isAnswer } from '../../functions/domain/records/message.ts';
import type { Message } from '../../functions/domain/records/message.ts';
import type { DeliveryState, OutboundEmail } from '../../functions/domain/records/outbound-email.ts';
import type { Visitor } from '../../functions/domain/records/visitor.ts';
import type { Write } from '../../functions/domain/records/write.ts';
import type { Rules } from '../../functions/domain/settings/settings.ts';
import type { Process, Time } from './machine.ts';
import type { Before, Watcher } from './stepped-table.ts';

/** An e-mail that SES has taken, and what became of it. */
export interface Accepted {
  readonly sesId: string;
  readonly conversationId: string;
  readonly episode: number;
  readonly attempt: number;
  readonly to: string;
  readonly text: string;
  readonly replyTo: string;
  readonly at: Time;
  readonly claim: Claim;
  /** When an event of it had been written down. */
  toldAt?: Time;
  bounced: boolean;
}

interface Claim {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly episode: number;
  readonly attempt: number;
  readonly readThrough: number;
  readonly gone: ReadonlySet<number>;
  /** It was made after switching off had been acknowledged; the number tells which time. */
  readonly whileOff: number | null;
}

/** SES's events count as delivered when they have been written down within this time. */
const eventsInTime = 15 * 60_000;

const order: readonly DeliveryState[] = ['sent', 'delivered', 'bounced', 'complained'];

/**
 * What is promised (docs/guarantees.md), looked at after every single change. The first promise that is broken is kept in
 * `broken`.
 */
export class Promises implements Watcher {
  broken: string | undefined = undefined;
  readonly accepted: Accepted[] = [];
  readonly conversations = new Map<string, Conversation>();
  readonly visitors = new Map<string, Visitor>();
  readonly messages = new Map<string, Message[]>();
  readonly decisions = new Map<string, number>();
  readonly optedOut = new Set<string>();
  readonly takenIn = new Map<string, number>();
  readonly #closed = new Set<string>();
  readonly #notHis = new Set<string>();
  readonly #claims = new Map<string, Claim>();
  readonly #decided = new Set<string>();
  /** How often switching off was acknowledged; null while the feature is on. */
  #off: number | null = null;
  #timesOff = 0;
  #on = true;
  readonly #now: () => Time;

  constructor(now: () => Time) {
    this.#now = now;
  }

  acknowledgedOff(): void {
    // Somebody may have switched it on again before the answer came.
    if (!this.#on) this.#off = this.#timesOff += 1;
  }
  acknowledgedClosing(conversationId: string): void {
    this.#closed.add(conversationId);
  }
  acknowledgedOptOut(conversationId: string, address: string): void {
    this.optedOut.add(`${conversationId} ${address}`);
  }
  /** Not me, or a complaint: nothing more about this visitor to that address. */
  acknowledgedNotHis(visitorId: string, address: string): void {
    this.#notHis.add(`${visitorId} ${address}`);
  }

  committed(process: Process | undefined, writes: readonly Write[], before: readonly Before[]): void {
    for (const [index, write] of writes.entries()) {
      switch (write.kind) {
        case 'conversation':
          this.#conversationChanged(process, before[index]?.conversation, write.value);
          break;
        case 'message':
          this.#mayBeHeld(write.value);
          this.#messageWritten(write.value);
          break;
        case 'message-replaced':
          this.#replace(write.value);
          break;
        case 'visitor':
          this.visitors.set(write.value.id, write.value);
          break;
        case 'email':
          this.#emailWritten(before[index]?.email, write.value);
          break;
        case 'decision': {
          const { conversationId, episode, arm, decision } = write.value;
          const key = `${conversationId} ${episode} ${arm}`;
          if (this.#decided.has(key))
            this.break(`the record of a decision is overwritten (by ${decision}, episode ${episode}, arm ${arm})`);
          this.#decided.add(key);
          this.decisions.set(decision, (this.decisions.get(decision) ?? 0) + 1);
          break;
        }
        case 'kept-mail':
          this.#takeIn(write.value.mailKey);
          break;
        case 'settings':
          this.#on = write.value.continuousConversations;
          if (this.#on) this.#off = null;
          break;
        default:
      }
    }
  }

  lost(): void {
    // Nothing was written.
  }

  cursorMoved(process: Process, before: Conversation, after: Conversation): void {
    this.#conversationChanged(process, before, after);
  }

  rulesRead(process: Process, rules: Rules): void {
    process.seen.feature = rules.settings.continuousConversations;
  }

  /** SES has taken a mail. */
  sesAccepted(process: Process, mail: Omit<Accepted, 'claim' | 'bounced'>): Accepted | undefined {
    const claim = this.#claims.get(`${mail.conversationId} ${mail.episode} ${mail.attempt}`);
    if (claim === undefined) {
      this.break(`an e-mail goes out that nobody has claimed (episode ${mail.episode})`);
      return undefined;
    }
    const accepted: Accepted = { ...mail, claim, bounced: false };
    if (process.seen.feature === false) this.break('a check sends although it has read that the feature is off');
    if (claim.whileOff !== null && claim.whileOff === this.#off) {
      this.break('an e-mail goes out that was claimed after switching off had been acknowledged');
    }
    for (const message of this.answersIn(accepted)) this.#mayBeMailed(message, accepted);
    const former = this.accepted.find(
      (one) => one.conversationId === mail.conversationId && one.episode === mail.episode,
    );
    if (former !== undefined && !this.#isUntold(former)) {
      this.break(
        `a second e-mail goes out about episode ${mail.episode} although the event of the first was there in time`,
      );
    }
    this.accepted.push(accepted);
    return accepted;
  }

  /** The answers that an e-mail shows. */
  answersIn({ text, conversationId }: Pick<Accepted, 'text' | 'conversationId'>): readonly Message[] {
    const shown = new Set(text.match(/\b(?:answer|note|hello)-\d+\b/g));
    return (this.messages.get(conversationId) ?? []).filter((message) => shown.has(wordsOf(message)));
  }

  break(what: string): void {
    this.broken ??= what;
  }

  #mayBeMailed(message: Message, mail: Accepted): void {
    const { claim } = mail;
    const which = `message ${message.seq}`;
    if (message.author.kind !== 'agent' || message.visibility === 'note')
      this.break(`${which} is no answer, and is e-mailed`);
    if (message.notify === 'never') this.break(`${which} was never to be e-mailed, and is`);
    if (message.seq <= claim.readThrough)
      this.break(`${which} had been read when the e-mail was claimed, and is e-mailed`);
    if (claim.gone.has(message.seq))
      this.break(`${which} had been taken back when the e-mail was claimed, and is e-mailed`);
    const again = this.accepted.find(
      (one) =>
        one.conversationId === mail.conversationId &&
        !one.bounced &&
        !this.#isUntold(one) &&
        this.answersIn(one).some(({ seq }) => seq === message.seq),
    );
    if (again !== undefined) this.break(`${which} is e-mailed again although its e-mail did not come back`);
  }

  /** SES took it, and no event of it was written down in time: a second one may go out. */
  #isUntold({ at, toldAt }: Accepted): boolean {
    return this.#now() - at > eventsInTime && (toldAt === undefined || toldAt - at > eventsInTime);
  }

  #conversationChanged(process: Process | undefined, before: Conversation | undefined, after: Conversation): void {
    this.conversations.set(after.id, after);
    if (before === undefined) return;
    const back = (['visitorReadThrough', 'agentReadThrough', 'lastSeq', 'lastEpisode'] as const).find(
      (name) => after[name] < before[name],
    );
    if (back !== undefined) this.break(`${back} moves back, from ${before[back]} to ${after[back]}`);
    if (after.settledThrough < before.settledThrough) {
      this.break(`settledThrough moves back, from ${before.settledThrough} to ${after.settledThrough}`);
    }
    const arm = process?.seen.arm;
    if (arm !== undefined && before.sending === null && before.pending?.arm !== arm)
      this.break(`the ring of arm ${arm} is obeyed, but another one counts`);
    const waits = after.pending?.state === 'waiting-for-address' && before.pending?.state !== 'waiting-for-address';
    if (waits && (this.visitors.get(after.visitorId)?.address ?? null) !== null) {
      this.break('an e-mail waits for an address that is there');
    }
    if (before.status === 'closed' && after.status !== 'closed') this.break('a closed conversation is opened again');
    if (after.sending !== null && after.sending.claimId !== before.sending?.claimId)
      this.#claimed(before, after, after.sending);
  }

  #claimed(
    before: Conversation,
    { id, visitorId, optedOut }: Conversation,
    sending: NonNullable<Conversation['sending']>,
  ): void {
    const { addressee, episode, attempt } = sending;
    const visitor = this.visitors.get(visitorId);
    if (visitor?.address?.email !== addressee)
      this.break(`an e-mail is claimed for ${addressee}, which is not the visitor's address any more`);
    else if (visitor.address.state === 'bounced' || visitor.address.state === 'complained') {
      this.break(`an e-mail is claimed for ${addressee}, which has ${visitor.address.state}`);
    }
    if (this.#closed.has(id)) this.break('an e-mail is claimed after closing was acknowledged');
    if (this.optedOut.has(`${id} ${addressee}`) || optedOut.includes(addressee))
      this.break('an e-mail is claimed after opting out was acknowledged');
    if (this.#notHis.has(`${visitorId} ${addressee}`))
      this.break(`an e-mail is claimed for ${addressee} after its owner had none of it`);
    const gone = new Set(
      (this.messages.get(id) ?? []).filter(({ deletedAt }) => deletedAt !== undefined).map(({ seq }) => seq),
    );
    this.#claims.set(`${id} ${episode} ${attempt}`, {
      conversationId: id,
      visitorId,
      episode,
      attempt,
      readThrough: before.visitorReadThrough,
      gone,
      whileOff: this.#off,
    });
  }

  #messageWritten(message: Message): void {
    const { conversationId, seq, received } = message;
    const messages = this.messages.get(conversationId) ?? [];
    if (seq !== messages.length + 1) this.break(`message ${seq} follows message ${messages.length}`);
    this.messages.set(conversationId, [...messages, message]);
    if (received !== undefined) this.#takeIn(received.mailKey);
  }

  /** A hold lies on what was unread when the agent pressed it, and on what comes while that is unread. */
  #mayBeHeld({ conversationId, seq, dueAt }: Message): void {
    const { pending = null, visitorReadThrough = 0 } = this.conversations.get(conversationId) ?? {};
    if (dueAt === undefined || pending?.state !== 'held-by-agent' || pending.answers === undefined) return;
    const isHeld = (message: Message): boolean =>
      isAnswer(message) &&
      message.notify !== 'never' &&
      message.seq > visitorReadThrough &&
      message.seq >= pending.firstSeq;
    if (!(this.messages.get(conversationId) ?? []).some(isHeld))
      this.break(`message ${seq} is held although nothing that an agent held is unread`);
  }

  #replace(message: Message): void {
    const messages = this.messages.get(message.conversationId) ?? [];
    this.messages.set(
      message.conversationId,
      messages.map((one) => (one.seq === message.seq ? { ...message, text: one.text } : one)),
    );
  }

  #emailWritten(before: OutboundEmail | undefined, after: OutboundEmail): void {
    const mail = this.accepted.find((one) => one.sesId === after.sesId);
    if (mail === undefined) {
      this.break(`the e-mail of episode ${after.episode} is recorded as sent, and SES never took it`);
      return;
    }
    mail.toldAt ??= this.#now();
    mail.bounced ||= after.state === 'bounced';
    if (before !== undefined && order.indexOf(after.state) < order.indexOf(before.state)) {
      this.break(`the e-mail of episode ${after.episode} goes back from ${before.state} to ${after.state}`);
    }
  }

  #takeIn(mailKey: string): void {
    this.takenIn.set(mailKey, (this.takenIn.get(mailKey) ?? 0) + 1);
  }
}

/** The words that tell a message from all others. */
function wordsOf({ text }: Message): string {
  return /\b(?:answer|note|hello)-\d+\b/.exec(text)?.[0] ?? '';
}
