import { randomBytes } from 'node:crypto';
import PostalMime from 'postal-mime';
import type { Address } from 'postal-mime';
import type { JsonObject } from '../json.ts';
import { domainOf } from '../ses/mail-address.ts';
import { region } from '../synthesis/pseudo-parameters.ts';
import type { Verdicts } from './verdicts.ts';

/** A mail as it came in over SMTP. */
export interface ReceivedMail {
  /** SES's id: the name of the object in S3. */
  readonly id: string;
  readonly receivedAt: Date;
  /** Envelope sender; empty in a bounce. */
  readonly source: string;
  /** Envelope recipients. */
  readonly recipients: readonly string[];
  readonly verdicts: Verdicts;
  readonly raw: Buffer;
  /** Name and address of the client that brought it. */
  readonly client: { readonly name: string; readonly address: string };
}

/** 40 small letters and digits, e.g. `795hue2ttd6ie60k15ji41vbso3q721dlq9g6f81`. */
export function receivedMailId(): string {
  return BigInt(`0x1${randomBytes(26).toString('hex')}`)
    .toString(36)
    .slice(1, 41);
}

/**
 * The mail as SES stores it, with its own headers on top. Their form is known from received mails, not from documentation.
 */
export function storedMail({ id, receivedAt, source, recipients, verdicts, raw, client }: ReceivedMail): Buffer {
  const host = `inbound-smtp.${region}.amazonaws.com`;
  const date = receivedAt.toUTCString().replace('GMT', '+0000 (UTC)');
  const domain = domainOf(source);
  const spf = { PASS: 'pass', FAIL: 'fail' }[verdicts.spf as string] ?? 'none';
  const results = [
    `spf=${spf} (spfCheck: local) client-ip=${client.address}; envelope-from=${source}; helo=${client.name};`,
    `dkim=${verdicts.dkim.toLowerCase()} header.i=@${domain};`,
    `dmarc=${verdicts.dmarc.toLowerCase()} header.from=${domain};`,
  ];
  const headers = [
    `Return-Path: <${source}>`,
    `Received: from ${client.name} (${client.name} [${client.address}])`,
    ` by ${host} with SMTP id ${id}`,
    ` for ${recipients[0] ?? ''};`,
    ` ${date}`,
    `X-SES-Spam-Verdict: ${verdicts.spam}`,
    `X-SES-Virus-Verdict: ${verdicts.virus}`,
    `Received-SPF: ${spf} (spfCheck: local) client-ip=${client.address}; envelope-from=${source}; helo=${client.name};`,
    `Authentication-Results: amazonses.com;`,
    ...results.map((result) => ` ${result}`),
    `X-SES-RECEIPT: ${randomBytes(24).toString('base64')}`,
  ];
  return Buffer.concat([Buffer.from(`${headers.join('\r\n')}\r\n`), raw]);
}

/** Headers beyond this are left out of the event. */
const longestHeaders = 50 * 1024;

/**
 * What the function of a Lambda action gets: envelope, headers and verdicts, never the body.
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html
 */
export async function receivedMailEvent(mail: ReceivedMail, stored: Buffer, functionArn: string): Promise<JsonObject> {
  const { headers, from, sender, to, cc, bcc, replyTo, subject, messageId, date } = await PostalMime.parse(
    headOf(stored),
  );
  const size = headers.reduce((sum, { key, value }) => sum + key.length + value.length + 4, 0);
  const box = ({ name, address }: Address): string => (name === '' ? (address ?? '') : `${name} <${address ?? ''}>`);
  const list = (name: string, addresses: Address[] | undefined): JsonObject =>
    addresses === undefined || addresses.length === 0 ? {} : { [name]: addresses.map(box) };
  const { receivedAt, verdicts } = mail;
  const verdict = (name: 'spf' | 'dkim' | 'dmarc' | 'spam' | 'virus'): JsonObject => ({ status: verdicts[name] });
  return {
    Records: [
      {
        eventSource: 'aws:ses',
        eventVersion: '1.0',
        ses: {
          mail: {
            timestamp: receivedAt.toISOString(),
            source: mail.source,
            messageId: mail.id,
            destination: [...mail.recipients],
            headersTruncated: size > longestHeaders,
            headers:
              size > longestHeaders ? [] : headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
            commonHeaders: {
              returnPath: mail.source,
              ...list('from', from && [from]),
              ...list('sender', sender && [sender]),
              ...(date === undefined ? {} : { date }),
              ...list('to', to),
              ...list('cc', cc),
              ...list('bcc', bcc),
              ...list('replyTo', replyTo),
              ...(messageId === undefined ? {} : { messageId }),
              ...(subject === undefined ? {} : { subject }),
            },
          },
          receipt: {
            timestamp: receivedAt.toISOString(),
            processingTimeMillis: 100,
            recipients: [...mail.recipients],
            spamVerdict: verdict('spam'),
            virusVerdict: verdict('virus'),
            spfVerdict: verdict('spf'),
            dkimVerdict: verdict('dkim'),
            dmarcVerdict: verdict('dmarc'),
            ...(verdicts.dmarcPolicy === undefined ? {} : { dmarcPolicy: verdicts.dmarcPolicy }),
            action: { type: 'Lambda', functionArn, invocationType: 'Event' },
          },
        },
      },
    ],
  };
}

/** Without the body, which nobody needs here and which may be 40 MB of attachments. */
function headOf(raw: Buffer): Buffer {
  const ends = [raw.indexOf('\r\n\r\n'), raw.indexOf('\n\n')].filter((at) => at >= 0);
  return ends.length === 0 ? raw : Buffer.concat([raw.subarray(0, Math.min(...ends)), Buffer.from('\r\n\r\n')]);
}
