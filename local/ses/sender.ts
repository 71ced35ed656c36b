import { randomInt, randomUUID } from 'node:crypto';
import { AwsError } from '../aws/service.ts';
import type { SteppedClock } from '../clock/stepped-clock.ts';
import { targetsOfEvent } from '../events/event-rules.ts';
import type { EventRule } from '../events/event-rules.ts';
import type { EventQueue, HeldEvent } from '../lambda/event-queue.ts';
import type { LeavingMail } from '../mail-in/looped-mail.ts';
import { region } from '../synthesis/pseudo-parameters.ts';
import { isSimulator, outcomesFor } from './delivery-outcome.ts';
import { mailAddress } from './mail-address.ts';
import type { MailAddress } from './mail-address.ts';
import type { Mailbox, SentMail } from './mailbox.ts';
import { outgoingMime } from './outgoing-mime.ts';
import { bounceType, busEvent, eventNames } from './sending-events.ts';
import type { SendingEvent } from './delivery-outcome.ts';
import { mostRecipients } from './sending-request.ts';
import type { SendingRequest } from './sending-request.ts';
import type { SesAccount } from './ses-account.ts';
import type { SuppressedAddress, SuppressionList } from './suppression-list.ts';

export interface SenderOptions {
  readonly account: SesAccount;
  readonly mailbox: Mailbox;
  readonly suppression: SuppressionList;
  readonly rules: readonly EventRule[];
  readonly asynchronous: Pick<EventQueue, 'hold'>;
  readonly clock: SteppedClock;
  /** Keeps what goes to an address that mail is received for; it arrives when the events are started. */
  readonly holdLooped: (mail: LeavingMail) => Promise<readonly HeldEvent[]>;
}

/** SES refuses larger messages. */
const largestMessage = 40 * 1024 * 1024;

/** Sends mail: into the mailbox, which stands for the internet, and reports what became of it as SES would. */
export class Sender {
  readonly #options: SenderOptions;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /**
   * Takes a mail on. When this resolves, the mail and the events about it are on disk; call `report` when the caller has
   * been answered, since no event comes before that. Throws the AwsError of SES.
   */
  async send(request: SendingRequest): Promise<{ readonly messageId: string; readonly report: () => void }> {
    const { account, mailbox, suppression, clock } = this.#options;
    const set = request.configurationSet === undefined ? undefined : account.configurationSet(request.configurationSet);
    if (request.configurationSet !== undefined && set === undefined) {
      throw new AwsError(404, 'NotFoundException', `Configuration set ${request.configurationSet} does not exist.`);
    }
    const id = messageId(clock.now());
    const date = clock.date();
    const raw = await outgoingMime(request, { messageId: `<${id}@${messageIdHost(region)}>`, date });
    if (raw.length > largestMessage) throw new AwsError(400, 'BadRequestException', 'Message is too large');
    const { from, recipients } = envelopeOf(request, raw);
    if (account.identityOf(from.address) === undefined) {
      const failed = `The following identities failed the check in region ${region.toUpperCase()}: ${from.address}`;
      throw new AwsError(400, 'MessageRejected', `Email address is not verified. ${failed}`);
    }

    const isSuppressed = (entry: SuppressedAddress | undefined): SuppressedAddress | undefined =>
      entry !== undefined && (set?.suppressedReasons ?? ['BOUNCE', 'COMPLAINT']).includes(entry.reason)
        ? entry
        : undefined;
    const outcomes = recipients.flatMap((recipient) =>
      outcomesFor(recipient, isSuppressed(suppression.find(recipient))).map((outcome) => ({ ...outcome, recipient })),
    );
    const mail = await mailbox.keep(
      {
        id,
        sentAt: date.toISOString(),
        envelopeFrom: from.address,
        recipients,
        tags: request.tags,
        configurationSet: request.configurationSet,
        unreported: [{ kind: 'send' }, ...outcomes],
      },
      raw,
    );
    return { messageId: id, report: await this.#holdUnreported(mail) };
  }

  /** Reports what a kill left unreported. */
  async resume(): Promise<void> {
    for (const mail of this.#options.mailbox.all()) {
      if (mail.unreported.length > 0) (await this.#holdUnreported(mail))();
    }
  }

  /** Reports something about a mail now, as SES does hours later. A permanent bounce or a complaint suppresses the address. */
  report(mail: SentMail, event: SendingEvent): void {
    const { suppression, clock } = this.#options;
    const suppresses =
      event.kind === 'complaint' || (event.kind === 'bounce' && bounceType(event.subType) === 'Permanent');
    if (suppresses && !isSimulator(event.recipient)) {
      suppression.add(event.recipient, event.kind === 'bounce' ? 'BOUNCE' : 'COMPLAINT', clock.now());
    }
    this.#hold(mail, [event])();
  }

  async #holdUnreported(mail: SentMail): Promise<() => void> {
    const { mailbox, holdLooped } = this.#options;
    const recipients = mail.unreported.flatMap((event) => (event.kind === 'delivery' ? [event.recipient] : []));
    const raw = (await mailbox.raw(mail.id)) ?? Buffer.alloc(0);
    const looped = await holdLooped({ id: mail.id, raw, recipients });
    const report = this.#hold(mail, mail.unreported);
    mailbox.markReported(mail);
    return () => {
      report();
      for (const { start } of looped) void start();
    };
  }

  /** Keeps the events' invocations on disk. They start, one event after the other, when what is returned is called. */
  #hold(mail: SentMail, events: readonly SendingEvent[]): () => void {
    const { rules, asynchronous, clock } = this.#options;
    const steps: (() => Promise<unknown>)[] = [];
    for (const event of events.filter(({ kind }) => this.#isPublished(mail, eventNames[kind].matching))) {
      const targets = targetsOfEvent(rules, busEvent(mail, event, clock.date()));
      const held = targets.map((target) => asynchronous.hold(target.functionArn, target.event));
      steps.push(() => Promise.all(held.map(({ start }) => start())));
    }
    return () => {
      void (async () => {
        for (const step of steps) await step();
      })();
    };
  }

  /** Whether the mail's configuration set sends such events to the bus. */
  #isPublished({ configurationSet }: SentMail, type: string): boolean {
    const set = configurationSet === undefined ? undefined : this.#options.account.configurationSet(configurationSet);
    return (set?.eventDestinations ?? []).some(
      ({ enabled, eventBusArn, matchingTypes }) => enabled && eventBusArn !== undefined && matchingTypes.includes(type),
    );
  }
}

/** Behind the `@` of a Message-ID that SES writes: us-east-1 has a host of its own. */
export function messageIdHost(ofRegion: string): string {
  return ofRegion === 'us-east-1' ? 'email.amazonses.com' : `${ofRegion}.amazonses.com`;
}

/** 60 characters, e.g. `0100017d41d36138-496e8b33-5be4-4f63-9316-3e7be15c2fe2-000000`. */
function messageId(now: number): string {
  return `0100${now.toString(16).padStart(12, '0')}-${randomUUID()}-${String(randomInt(1_000_000)).padStart(6, '0')}`;
}

/** Sender and recipients of a raw message may stand in its own headers. */
function envelopeOf(request: SendingRequest, raw: Buffer): { from: MailAddress; recipients: string[] } {
  const head =
    (request.content.kind === 'raw' ? request.content.data : raw).toString('latin1').split(/\r?\n\r?\n/)[0] ?? '';
  const field = (name: string): string =>
    new RegExp(`^${name}:[ \\t]*((?:.*\\r?\\n?(?:[ \\t]+.*\\r?\\n?)*))`, 'im')
      .exec(head)?.[1]
      ?.replace(/\r?\n[ \t]+/g, ' ') ?? '';
  const from = request.from ?? mailAddress(field('From').trim());
  if (from === undefined) throw new AwsError(400, 'BadRequestException', 'Missing required field: From');
  const named = [...request.to, ...request.cc, ...request.bcc].map(({ address }) => address);
  const inHeaders = ['To', 'Cc', 'Bcc']
    .flatMap((name) => field(name).split(','))
    .flatMap((text) => mailAddress(text.trim())?.address ?? []);
  const recipients = named.length > 0 ? named : inHeaders;
  if (recipients.length === 0) throw new AwsError(400, 'BadRequestException', 'Missing required field: Destination');
  if (recipients.length > mostRecipients) throw new AwsError(400, 'BadRequestException', 'Recipient count exceeds 50.');
  return { from, recipients };
}
