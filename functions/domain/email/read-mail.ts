import PostalMime, { addressParser, type Attachment, type Email } from 'postal-mime';
import { cut } from '../cut.ts';
import type { Mail, Mailbox, MailPart, MailWarning } from './mail.ts';
import { withoutControls, withoutDoubleDecoding } from './read/charset.ts';
import { headerEnd } from './read/content-types.ts';
import { unflowed } from './read/flowed.ts';
import { mendRaw, type MendedMail } from './read/mend-raw.ts';

/**
 * Nested messages stay attachments: whoever forwards a mail as a file did not write it, and a chain of them is an old way to
 * exhaust memory.
 */
const options = { maxNestingDepth: 100, maxHeadersSize: 1 << 20, forceRfc822Attachments: true };
const mostParts = 200;

/**
 * Reads a raw mail. Whatever it holds, this gives a mail: of one that cannot be parsed the header alone, with the warning
 * `unreadable`; the caller keeps the raw mail.
 */
export async function readMail(raw: Uint8Array): Promise<Mail> {
  const bytes = withoutLeadingBlankLines(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength));
  try {
    return await parsed(bytes);
  } catch {
    return await headerOnly(bytes);
  }
}

async function parsed(bytes: Buffer): Promise<Mail> {
  const mended = mendRaw(bytes, 'utf-8');
  const email = await PostalMime.parse(mended.raw, options);
  const holes = holesIn(email);
  if (mended.guessed && holes > 0) {
    const western = mendRaw(bytes, 'windows-1252');
    // A text in UTF-8 that was cut in the middle of a character has holes as well, and far more letters without.
    if (holes >= lettersBeyondAscii(email)) return mailFrom(await PostalMime.parse(western.raw, options), western, []);
  }
  return mailFrom(email, mended, []);
}

async function headerOnly(bytes: Buffer): Promise<Mail> {
  try {
    const header = bytes.subarray(0, Math.min(headerEnd(bytes), 500_000));
    const mended = mendRaw(header, 'utf-8');
    return mailFrom({ ...(await PostalMime.parse(mended.raw, options)), attachments: [] }, mended, ['unreadable']);
  } catch {
    return emptyMail;
  }
}

const emptyMail: Mail = {
  headers: [],
  from: undefined,
  subject: '',
  messageId: undefined,
  date: undefined,
  text: undefined,
  html: undefined,
  parts: [],
  warnings: ['unreadable'],
};

function mailFrom(email: Email, mended: MendedMail, warnings: readonly MailWarning[]): Mail {
  const text = email.text === undefined ? undefined : decoded(email.text, mended);
  const senders = sendersOf(email);
  return {
    headers: email.headers.map(({ key, value }) => ({ name: key, value: withoutControls(value) })),
    from: senders.length === 1 ? senders[0] : undefined,
    subject: cut(oneLine(decoded(email.subject ?? '', { ...mended, decoders: [] })), 1000),
    messageId: email.messageId === undefined ? undefined : /<[^<>\s]{1,500}>/.exec(email.messageId)?.[0],
    date: email.date,
    text: text !== undefined && mended.flowed !== 'no' ? unflowed(text, mended.flowed) : text,
    html: email.html === undefined ? undefined : decoded(email.html, mended),
    parts: email.attachments.slice(0, mostParts).map(mailPart),
    warnings: [
      ...warnings,
      ...(senders.length > 1 ? (['several-senders'] as const) : []),
      ...(email.attachments.length > mostParts ? (['shortened'] as const) : []),
    ],
  };
}

function decoded(text: string, mended: Pick<MendedMail, 'decoders' | 'western'>): string {
  const own = mended.decoders.reduce((result, decode) => decode(result), text);
  return withoutControls(mended.western ? withoutDoubleDecoding(own) : own);
}

/** All mailboxes of all From headers: whoever counts only the first can be shown another sender than the one that was checked. */
function sendersOf(email: Email): readonly Mailbox[] {
  return email.headers
    .filter(({ key }) => key === 'from')
    .flatMap(({ value }) => addressParser(cut(value, 10_000), { flatten: true }))
    .flatMap(({ name, address }) =>
      address === undefined || address === '' ? [] : [{ name: cut(withoutControls(oneLine(name)), 200), address }],
    );
}

function mailPart(attachment: Attachment): MailPart {
  const content = attachment.content;
  const filename = attachment.filename === null ? undefined : withoutControls(attachment.filename);
  return {
    filename,
    contentType:
      attachment.mimeType.trim() === '' ? 'application/octet-stream' : attachment.mimeType.trim().slice(0, 200),
    disposition: attachment.disposition ?? undefined,
    contentId: attachment.contentId?.trim().replace(/^</, '').replace(/>$/, ''),
    content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s{1,1000}/g, ' ').trim();
}

/** Some senders put spaces or empty lines before the header; a parser takes them for its end. */
function withoutLeadingBlankLines(bytes: Buffer): Buffer {
  let start = 0;
  for (let at = 0; at < bytes.length && at < 4096; at++) {
    const byte = bytes[at];
    if (byte === 0x0a) start = at + 1;
    else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) break;
  }
  return start === 0 ? bytes : bytes.subarray(start);
}

function holesIn(email: Email): number {
  return countOf(/\ufffd/g, email);
}

function lettersBeyondAscii(email: Email): number {
  return countOf(/(?!\ufffd)\P{ASCII}/gu, email);
}

function countOf(pattern: RegExp, email: Email): number {
  return [email.text, email.html, email.subject].reduce(
    (sum, text) => sum + (text?.slice(0, 200_000).match(pattern)?.length ?? 0),
    0,
  );
}
