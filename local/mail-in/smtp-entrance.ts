import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Activity } from '../activity.ts';
import type { SteppedClock } from '../clock/stepped-clock.ts';
import { receivedMailId } from './received-mail.ts';
import { appliesTo, applyRule } from './receipt-rules.ts';
import type { ReceiptOptions, ReceiptRule } from './receipt-rules.ts';
import { takeVerdicts } from './verdicts.ts';

export interface SmtpEntranceOptions extends ReceiptOptions {
  readonly rules: readonly ReceiptRule[];
  readonly clock: SteppedClock;
  readonly activity: Activity;
}

/** SES takes no larger mail for an S3 action. */
const largestMail = 40 * 1024 * 1024;

/**
 * Stands for SES's inbound SMTP host: takes mail for the recipients of the active rules and refuses all other, without
 * login and without TLS. The sender hears "accepted" when the mail is stored and the function's event is queued.
 */
export class SmtpEntrance {
  readonly #options: SmtpEntranceOptions;
  readonly #server: SMTPServer;

  constructor(options: SmtpEntranceOptions) {
    this.#options = options;
    this.#server = new SMTPServer({
      banner: 'local inbound mail',
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: largestMail,
      logger: false,
      onRcptTo: ({ address }, _session, callback) => {
        const applies = options.rules.some((rule) => appliesTo(rule, address));
        callback(applies ? null : refusal(550, '5.1.1 Requested action not taken: mailbox unavailable'));
      },
      onData: (stream, session, callback) => {
        options.activity
          .during(() => this.#receive(stream, session))
          .then(
            (id) => callback(null, `Ok ${id}`),
            (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
          );
      },
    });
    // A client that hangs up is its own business.
    this.#server.on('error', () => undefined);
  }

  /** Resolves with the port; rejects when it is taken. */
  async start(port: number): Promise<number> {
    const { server } = this.#server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
    return (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    if (!this.#server.server.listening) return;
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    if (stream.sizeExceeded) throw refusal(552, '5.3.4 Message size exceeds fixed limit');
    const { rules, clock } = this.#options;
    const { mailFrom, rcptTo } = session.envelope;
    const id = receivedMailId();
    for (const rule of rules) {
      const recipients = rcptTo.map(({ address }) => address).filter((address) => appliesTo(rule, address));
      if (recipients.length === 0) continue;
      const { verdicts, raw } = takeVerdicts(Buffer.concat(chunks), rule.scanEnabled);
      const mail = {
        id,
        receivedAt: clock.date(),
        source: mailFrom === false ? '' : mailFrom.address,
        recipients,
        verdicts,
        raw,
        client: { name: session.hostNameAppearsAs || 'localhost', address: session.remoteAddress },
      };
      await applyRule(rule, mail, this.#options);
    }
    return id;
  }
}

/** smtp-server takes the reply's code from the error. */
function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
