import type { SESEventRecord } from 'aws-lambda';
import { present } from '../../functions/api/http/present.ts';
import { schedulerTimer } from '../../functions/aws/scheduler-timer.ts';
import { arrivalOf } from '../../functions/aws/ses-arrival.ts';
import { deliveryEventOf } from '../../functions/aws/ses-event.ts';
import type { SesEventDetail } from '../../functions/aws/ses-event.ts';
import { sesMailSender } from '../../functions/aws/ses-mail-sender.ts';
import { followInOrder } from '../../functions/domain/changes/follow-in-order.ts';
import type { Change, FollowPorts } from '../../functions/domain/changes/follow.ts';
import { Busy } from '../../functions/domain/conversation/commit-or-retry.ts';
import type { AttachmentFiles } from '../../functions/domain/files/attachment-files.ts';
import { receive } from '../../functions/domain/inbound/receive.ts';
import type { InboundPorts } from '../../functions/domain/inbound/receive.ts';
import type { Instant } from '../../functions/domain/instant.ts';
import { checkUnread } from '../../functions/domain/notification/check-unread.ts';
import { recordDeliveryEvent } from '../../functions/domain/notification/delivery-event.ts';
import type { DeliveryPorts } from '../../functions/domain/notification/send-claimed.ts';
import { sweepOverdue } from '../../functions/domain/notification/sweep.ts';
import type { UnreadCheck, UnreadTimer } from '../../functions/domain/notification/unread-timer.ts';
import type { Write } from '../../functions/domain/records/write.ts';
import type { Table } from '../../functions/domain/table/table.ts';
import type { World } from '../../functions/domain/world.ts';
import type { Job, Machine, Process, Time } from './machine.ts';
import { schedulerFor, sesFor, unreachable } from './outside.ts';
import type { HandedOver } from './outside.ts';
import { Promises } from './promises.ts';
import type { Accepted } from './promises.ts';
import { steppedTable } from './stepped-table.ts';
import type { Before } from './stepped-table.ts';
import { toldCommit, toldMoment } from './story.ts';

const second = 1000;
const minute = 60 * second;

export const replyDomain = 'reply.example.com';
const fromAddress = 'support@mail.example.com';
const bounces = [{ bounceType: 'Transient', bounceSubType: 'MailboxFull' }, { bounceType: 'Permanent' }] as const;

/** A mail on its way to us: what the sender's server hands to SES, perhaps more than once. */
export interface InboundMail {
  readonly raw: Uint8Array;
  readonly recipients: readonly string[];
  readonly from: string;
  /** Under which keys SES has stored it: one for each delivery. */
  readonly keys: string[];
}

/** How often the things happened that a sceptic wants to have seen. */
export interface Happened {
  readonly rings: { onTime: number; lost: number; late: number; twice: number };
  readonly events: { onTime: number; late: number; tooLate: number; lost: number; twice: number };
  takeOvers: number;
  racesLost: number;
}

/**
 * The whole system in one process: the functions that Lambda runs, over a table, a scheduler, SES and its events, of which
 * each does all that the real one may do. It has no clock but the machine's.
 */
export class System {
  readonly machine: Machine;
  readonly promises: Promises;
  readonly table: Table;
  readonly happened: Happened = {
    rings: { onTime: 0, lost: 0, late: 0, twice: 0 },
    events: { onTime: 0, late: 0, tooLate: 0, lost: 0, twice: 0 },
    takeOvers: 0,
    racesLost: 0,
  };
  readonly story: string[] = [];
  readonly #rung: UnreadCheck[] = [];
  readonly #telling: boolean;
  readonly #tableOf: (process: Process) => Table;
  readonly #world: Omit<World, 'wait'>;
  readonly #schedules = new Set<string>();
  readonly #streams = new Map<string, { records: { number: string; change: Change }[]; busy: boolean }>();
  readonly #files = new Map<string, Uint8Array>();
  #tokens = 0;
  #records = 0;
  #mails = 0;
  #instant: { at: Time; text: Instant } = { at: -1, text: '' as Instant };

  constructor(machine: Machine, newTable: (now: () => Instant) => Table, telling: boolean) {
    this.machine = machine;
    this.#telling = telling;
    this.promises = new Promises(() => machine.now);
    this.#world = {
      now: () => this.#now(),
      random: { token: () => `t${String((this.#tokens += 1)).padStart(25, '0')}`, fraction: () => 0.5 },
    };
    this.table = newTable(this.#world.now);
    this.#tableOf = steppedTable(this.table, {
      committed: (process, writes, before) => this.#committed(process, writes, before),
      lost: (process, commit) => {
        this.happened.racesLost += 1;
        this.tell(() => `${process.job.name} loses a race (${commit.failed.join(', ')})`);
      },
      cursorMoved: (process, before, after) => {
        this.promises.cursorMoved(process, before, after);
        this.tell(
          () => `${process.job.name}: read through ${after.visitorReadThrough} (agents: ${after.agentReadThrough})`,
        );
        this.#stream(`CONV#${after.id}`, { kind: 'conversation', before, after });
      },
      rulesRead: (process, rules) => this.promises.rulesRead(process, rules),
    });
    machine.tell = (line) => this.tell(line);
    machine.addLane(() => this.#nextBatch());
  }

  tell(line: () => string): void {
    if (this.#telling) this.story.push(`${toldMoment(this.machine.now)}  ${line()}`);
  }

  worldOf(process: Process): World {
    return {
      ...this.#world,
      wait: () => process.step({ name: 'wait', effect: () => Promise.resolve() }),
    };
  }

  tableOf(process: Process): Table {
    return this.#tableOf(process);
  }

  /** A message is stored without anybody's doing, before the history begins. */
  async prepare(writes: readonly Write[]): Promise<void> {
    await this.table.commit(writes);
    this.promises.committed(undefined, writes, []);
  }

  /** An invocation of check-unread: Lambda tries three times in all. */
  check(check: UnreadCheck, at = this.machine.now): void {
    this.#rung.push(check);
    this.#asynchronously(at, `check-unread (episode ${check.episode})`, 15, async (process) => {
      const ports: DeliveryPorts = {
        table: this.tableOf(process),
        mail: sesMailSender({
          configurationSet: 'c',
          client: sesFor(process, (mail) => this.#accept(process, mail)),
        }),
        files: {
          put: () => process.step({ name: 'store the copy', effect: () => Promise.resolve(), error: unreachable }),
          get: () => Promise.resolve(undefined),
        },
        attachments: noFiles,
        identity: { fromAddress, replyDomain, publicUrl: 'https://chat.example.com' },
      };
      process.seen.arm = check.arm;
      await checkUnread(this.worldOf(process), ports, check);
    });
  }

  /** A ring of long ago, or of just now, comes again. */
  ringsAgain(howLongAgo: number): void {
    const check = this.#rung.at(-1 - (howLongAgo % Math.max(this.#rung.length, 1)));
    if (check !== undefined) this.check(check);
  }

  /** Everything that runs is stopped. */
  stops(): void {
    this.tell(() => 'everything that runs is stopped');
    this.machine.stopAll();
  }

  /** A run of sweep-overdue. */
  sweep(at = this.machine.now): void {
    this.#asynchronously(at, 'sweep-overdue', 60, async (process) => {
      await sweepOverdue(this.worldOf(process), this.tableOf(process), this.#timerOf(process));
    });
  }

  /** SES receives a mail, stores it and has receive-email invoked. */
  receive(mail: InboundMail, at = this.machine.now): void {
    const sesId = `in${(this.#mails += 1)}`;
    mail.keys.push(`inbound/${sesId}`);
    this.#files.set(`inbound/${sesId}`, mail.raw);
    this.deliver(mail, sesId, at);
  }

  /** SES has receive-email invoked for a mail that it has stored. */
  deliver(mail: InboundMail, sesId: string, at = this.machine.now): void {
    const passed = { status: 'PASS' };
    const record = {
      ses: {
        mail: { messageId: sesId, source: mail.from, timestamp: new Date(at).toISOString() },
        receipt: {
          recipients: mail.recipients,
          spamVerdict: passed,
          virusVerdict: passed,
          spfVerdict: passed,
          dkimVerdict: passed,
          dmarcVerdict: passed,
        },
      },
    } as unknown as SESEventRecord;
    this.#asynchronously(at, `receive-email (${sesId})`, 30, async (process) => {
      const ports: InboundPorts = {
        table: this.tableOf(process),
        mails: { get: (key) => this.#rawMail(process, key) },
        files: {
          put: () =>
            process.step({ name: 'store the attachment', effect: () => Promise.resolve(), error: unreachable }),
        },
        answers: { send: () => Promise.reject(new Error('Only the canary is answered')) },
        count: () => undefined,
        replyDomain,
        fromAddress,
      };
      await receive(this.worldOf(process), ports, arrivalOf(record));
    });
  }

  /** Nothing that runs failed but by a fault; a request may also be told what is wrong with it. */
  failedByItself(job: Job, { disturbed }: Process, error: unknown): void {
    if (disturbed || error === undefined || error instanceof Busy) return;
    this.promises.break(`${job.name} fails by itself: ${(error as Error).stack ?? 'without an error'}`);
  }

  #now(): Instant {
    const { now } = this.machine;
    if (this.#instant.at !== now) this.#instant = { at: now, text: new Date(now).toISOString() as Instant };
    return this.#instant.text;
  }

  async #rawMail(process: Process, key: string): Promise<Uint8Array | undefined> {
    const raw = await process.step({
      name: 'fetch the mail',
      effect: () => Promise.resolve(this.#files.get(key)),
      error: unreachable,
    });
    // Reading a mail waits for real: the others wait with it, or a history would not repeat.
    process.absorbed = true;
    return raw;
  }

  #asynchronously(at: Time, name: string, timeoutSeconds: number, run: Job['run'], tries = 1): void {
    const job: Job = {
      name,
      timeoutSeconds,
      run,
      ended: (how, process) => {
        if (how === 'done') return;
        this.failedByItself(job, process, how.error);
        // Lambda tries twice more; then it is a dead letter, which somebody has invoked again an hour later.
        const wait = tries % 3 === 0 ? 60 : tries % 3;
        this.#asynchronously(this.machine.now + wait * minute, name, timeoutSeconds, run, tries + 1);
      },
    };
    this.machine.schedule(at, job);
  }

  #timerOf(process: Process): UnreadTimer {
    const timer = schedulerTimer({
      group: 'g',
      targetArn: 't',
      roleArn: 'r',
      deadLetterArn: 'd',
      client: schedulerFor(process, this.#schedules, (name, at, check) => this.#book(name, at, check)),
    });
    const checkNow = (check: UnreadCheck): Promise<void> =>
      process.step({
        name: 'invoke check-unread',
        effect: () => {
          this.check(check, this.machine.now + this.machine.chances.pick([0, 0, 0, 20, 90]) * second);
          return Promise.resolve();
        },
        error: unreachable,
      });
    return { arm: (check, at) => timer.arm(check, at), checkNow };
  }

  /** A schedule rings on time, late, twice, early by a minute, or never. */
  #book(name: string, at: Time, check: UnreadCheck): void {
    const { chances, now } = this.machine;
    const { rings } = this.happened;
    this.#schedules.add(name);
    this.tell(
      () => `EventBridge Scheduler will ring at ${toldMoment(at)} (episode ${check.episode}, arm ${check.arm})`,
    );
    if (chances.oneIn(10)) {
      rings.lost += 1;
      this.tell(() => 'that ring will be lost');
      return;
    }
    const late = chances.oneIn(8) ? chances.below(20) * minute : 0;
    const early = late === 0 && chances.oneIn(20) ? minute : 0;
    rings[late > 0 ? 'late' : 'onTime'] += 1;
    this.check(check, Math.max(at + late - early, now));
    if (chances.oneIn(8)) {
      rings.twice += 1;
      this.check(check, at + chances.below(25) * minute);
    }
  }

  #accept(process: Process, mail: HandedOver): string {
    const { machine } = this;
    const sesId = `${String(this.promises.accepted.length + 1).padStart(16, '0')}-00000000-0000-0000-0000-000000000000-000000`;
    const { conversation = '', episode = '', attempt = '' } = mail.tags;
    this.tell(
      () =>
        `SES takes the e-mail of episode ${episode} (attempt ${attempt}) to ${mail.to}: ${mail.text.match(/answer-\d+/g)?.join(', ') ?? ''}`,
    );
    const accepted = this.promises.sesAccepted(process, {
      sesId,
      conversationId: conversation,
      episode: Number(episode),
      attempt: Number(attempt),
      to: mail.to,
      replyTo: mail.replyTo,
      text: mail.text,
      at: machine.now,
    });
    if (accepted !== undefined) this.#publishEvents(accepted, mail);
    return sesId;
  }

  /** SES tells by events what becomes of a mail: soon, late, too late, twice, in any order, or not at all. */
  #publishEvents(accepted: Accepted, mail: HandedOver): void {
    const { chances } = this.machine;
    const fates: readonly SesEventDetail['eventType'][] = [
      'Delivery',
      'Delivery',
      'Delivery',
      'Bounce',
      'Bounce',
      'Complaint',
      'DeliveryDelay',
    ];
    // Often what delays one of them delays both.
    const both = chances.oneIn(3) ? chances.below(20) : undefined;
    for (const eventType of ['Send', chances.pick(fates)]) {
      this.#publish(accepted, mail, eventType, both ?? chances.below(20));
    }
  }

  #publish(accepted: Accepted, mail: HandedOver, eventType: string, luck: number): void {
    const { chances, now } = this.machine;
    const { events } = this.happened;
    if (luck === 19) {
      events.lost += 1;
      this.tell(() => `SES's event ${eventType} will be lost`);
      return;
    }
    // In time, but only just, is what the grace time must be long enough for.
    const late = chances.oneIn(2)
      ? 15 * minute - (1 + chances.below(5)) * second
      : 13 * minute + chances.below(119) * second;
    const tooLate = 15 * minute + chances.below(3 * 60) * second;
    const delay = luck >= 17 ? tooLate : luck >= 12 ? late : (1 + chances.below(5)) * second;
    events[luck >= 17 ? 'tooLate' : luck >= 12 ? 'late' : 'onTime'] += 1;
    this.event(accepted, mail.subject, eventType, now + delay);
    if (chances.oneIn(6)) {
      events.twice += 1;
      this.event(accepted, mail.subject, eventType, now + delay + chances.below(600) * second);
    }
  }

  event(
    accepted: Pick<Accepted, 'sesId' | 'conversationId' | 'episode' | 'attempt'>,
    subject: string,
    eventType: string,
    at: Time,
  ): void {
    const { sesId, conversationId, episode, attempt } = accepted;
    const detail: SesEventDetail = {
      eventType,
      mail: {
        messageId: sesId,
        tags: { conversation: [conversationId], episode: [String(episode)], attempt: [String(attempt)] },
        commonHeaders: { subject },
      },
      ...(eventType === 'Bounce' ? { bounce: bounces[episode % bounces.length]! } : {}),
    };
    this.#asynchronously(at, `record-email-event (${eventType} of episode ${episode})`, 15, async (process) => {
      process.seen.event = eventType;
      const time = new Date(at).toISOString();
      const told = deliveryEventOf({ detail, time, region: 'us-east-1' } as Parameters<typeof deliveryEventOf>[0]);
      if (told !== undefined) await recordDeliveryEvent(this.worldOf(process), this.tableOf(process), told);
    });
  }

  #committed(process: Process, writes: readonly Write[], before: readonly Before[]): void {
    this.promises.committed(process, writes, before);
    this.tell(() => `${process.job.name}: ${toldCommit(writes, before)}`);
    for (const [index, write] of writes.entries()) {
      switch (write.kind) {
        case 'conversation': {
          const { conversation } = before[index]!;
          if (write.value.sending?.afterUnknown === true && conversation?.sending?.afterUnknown === false)
            this.happened.takeOvers += 1;
          this.#stream(`CONV#${write.value.id}`, { kind: 'conversation', before: conversation, after: write.value });
          break;
        }
        case 'message':
        case 'message-replaced':
          this.#stream(`CONV#${write.value.conversationId}`, {
            kind: 'message',
            before: undefined,
            after: write.value,
          });
          break;
        case 'visitor':
          this.#stream(`VISITOR#${write.value.id}`, {
            kind: 'visitor',
            before: before[index]?.visitor,
            after: write.value,
          });
          break;
        default:
      }
    }
  }

  #stream(partition: string, change: Change): void {
    let stream = this.#streams.get(partition);
    if (stream === undefined) this.#streams.set(partition, (stream = { records: [], busy: false }));
    stream.records.push({ number: String((this.#records += 1)), change });
  }

  /** A batch of a partition's changes; the next one only when this one is done. What fails is tried again, with all that follows. */
  #nextBatch(): Job | undefined {
    for (const stream of this.#streams.values()) {
      if (stream.busy || stream.records.length === 0) continue;
      stream.busy = true;
      const batch = stream.records.slice(0, 4);
      let done = 0;
      let failures = 0;
      const job: Job = {
        name: 'follow-changes',
        timeoutSeconds: 30,
        run: async (process) => {
          const ports: FollowPorts = {
            world: this.worldOf(process),
            table: this.tableOf(process),
            timer: this.#timerOf(process),
            realtime: { push: () => Promise.resolve('sent'), end: () => Promise.resolve() },
            attachments: noFiles,
            present,
          };
          const failed = await followInOrder(
            ports,
            batch.map(({ number, change }) => ({ sequenceNumber: number, change: () => change })),
            {
              failed: (error) => {
                failures += 1;
                this.failedByItself(job, process, error);
              },
              isTimeUp: () => false,
            },
          );
          if (failures > 0 && failed === undefined)
            this.promises.break('a change that could not be followed is skipped');
          done = failed === undefined ? batch.length : batch.findIndex(({ number }) => number === failed);
        },
        ended: (how, process) => {
          if (how !== 'done') this.failedByItself(job, process, how.error);
          stream.records.splice(0, done);
          stream.busy = false;
        },
      };
      return job;
    }
    return undefined;
  }
}

const noFiles: AttachmentFiles = {
  uploadPlace: () => ({ url: '', method: 'PUT', headers: {} }),
  uploadedSize: () => Promise.resolve(undefined),
  keepUpload: () => Promise.resolve(),
  downloadUrl: () => '',
  get: () => Promise.resolve(undefined),
  remove: () => Promise.resolve(),
};
