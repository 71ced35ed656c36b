import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { readIfThere, writeAtomically } from '../disk/atomic-file.ts';
import type { RecordFolder } from '../disk/record-folder.ts';
import type { SendingEvent } from './delivery-outcome.ts';

/** A mail that SES accepted. */
export interface SentMail {
  /** SES's message id, the part of the Message-ID before the `@`. */
  readonly id: string;
  /** With the name, e.g. `Example <support@mail.example.com>`. */
  readonly from: string;
  /** Addresses; several with `, ` between them. */
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly sentAt: string;
  /** Decoded, by names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  /** Bytes. */
  readonly size: number;
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly size: number }[];
  readonly envelopeFrom: string;
  /** Everyone it goes to. */
  readonly recipients: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
  /** What is still to be reported of it, so that no kill loses an event of a mail that went out. */
  readonly unreported: readonly SendingEvent[];
}

export interface Envelope {
  readonly id: string;
  readonly sentAt: string;
  readonly envelopeFrom: string;
  readonly recipients: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
  readonly unreported: readonly SendingEvent[];
}

/** Everything that SES accepted, as it left: the raw mail, and what one reads of it. */
export class Mailbox {
  readonly #folder: string;
  readonly #mails: RecordFolder<SentMail>;

  constructor(folder: string, mails: RecordFolder<SentMail>) {
    this.#folder = folder;
    this.#mails = mails;
  }

  /** On disk when this resolves. */
  async keep(envelope: Envelope, raw: Buffer): Promise<SentMail> {
    const parsed = await PostalMime.parse(raw);
    const addresses = (list: typeof parsed.to): string => (list ?? []).map(({ address }) => address ?? '').join(', ');
    const mail: SentMail = {
      ...envelope,
      from: parsed.from === undefined ? '' : named(parsed.from.name, parsed.from.address ?? ''),
      to: addresses(parsed.to),
      replyTo: addresses(parsed.replyTo),
      subject: parsed.subject ?? '',
      headers: headersOf(parsed.headers),
      text: parsed.text ?? '',
      html: parsed.html ?? '',
      size: raw.length,
      attachments: parsed.attachments.map(({ filename, mimeType, content }) => ({
        filename: filename ?? '',
        contentType: mimeType,
        size: typeof content === 'string' ? content.length : content.byteLength,
      })),
    };
    writeAtomically(this.#rawFile(mail.id), raw);
    this.#mails.put(mail.id, mail);
    return mail;
  }

  /** Everything about it is reported, or on its way. */
  markReported(mail: SentMail): void {
    this.#mails.put(mail.id, { ...mail, unreported: [] });
  }

  /** Newest first. */
  all(): SentMail[] {
    return this.#mails
      .all()
      .map(([, mail]) => mail)
      .reverse()
      .sort((a, b) => b.sentAt.localeCompare(a.sentAt));
  }

  find(id: string): SentMail | undefined {
    return this.#mails.get(id);
  }

  async raw(id: string): Promise<Buffer | undefined> {
    return this.find(id) === undefined ? undefined : readIfThere(this.#rawFile(id));
  }

  #rawFile(id: string): string {
    return join(this.#folder, `${id}.eml`);
  }
}

function named(name: string, address: string): string {
  return name === '' ? address : `${name} <${address}>`;
}

function headersOf(headers: readonly { key: string; value: string }[]): Record<string, string> {
  const byName: Record<string, string> = {};
  for (const { key, value } of headers) byName[key] = key in byName ? `${byName[key]}, ${value}` : value;
  return byName;
}
