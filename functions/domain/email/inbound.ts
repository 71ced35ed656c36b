import { attachmentsOf, type InboundAttachment } from './attachments.ts';
import { classify, type MailKind } from './classify.ts';
import { cutHtml, cutReply, type CutOptions, type CutReply } from './cut-reply.ts';
import { deliveryReportOf, type DeliveryReport } from './delivery-report.ts';
import { encryptedParts } from './encrypted-parts.ts';
import { headerOf, type Mail, type MailWarning } from './mail.ts';
import { readMail } from './read-mail.ts';
import { isForwardSubject, isReplySubject } from './read/subject.ts';
import { cleanText, isTooLong } from './reply/clean-text.ts';
import { longestHtml } from './reply/html-lines.ts';
import { Meter } from './reply/meter.ts';

/** A mail that arrived, ready to become a message, a note, or an entry in the list of kept mail. */
export interface InboundMail {
  readonly mail: Mail;
  readonly kind: MailKind;
  /** What the person newly wrote. Of an encrypted or unreadable mail: empty. */
  readonly reply: string;
  readonly quoted: string;
  readonly signature: string;
  /** Where they answered between or below quotations: what they quoted and what they say to it. See answered-messages.ts. */
  readonly answers: CutReply['answers'];
  readonly attachments: readonly InboundAttachment[];
  readonly warnings: readonly MailWarning[];
  /** Of a bounce or a complaint. */
  readonly report: DeliveryReport | undefined;
}

/** Reads, classifies and cuts one raw mail. Never throws. */
export async function readInbound(raw: Uint8Array): Promise<InboundMail> {
  return inboundFrom(await readMail(raw));
}

function inboundFrom(mail: Mail): InboundMail {
  const kind = classify(mail);
  const cut = kind === 'encrypted' ? nothing : cutBody(mail);
  const { shown, known } = imagesOf(mail, cut);
  const { attachments, leftOut } = attachmentsOf(mail.parts, shown, known);
  return {
    mail,
    kind,
    reply: cut.reply,
    quoted: cut.quoted,
    signature: cut.signature,
    answers: cut.answers,
    attachments: kind === 'encrypted' ? [...encryptedParts(mail), ...attachments] : attachments,
    warnings: [...new Set([...mail.warnings, ...warningsAbout(mail, cut, attachments, leftOut)])],
    report: kind === 'bounce' || kind === 'complaint' ? deliveryReportOf(mail) : undefined,
  };
}

type Cut = CutReply & { readonly forwarded: boolean };

const nothing: Cut = { reply: '', quoted: '', signature: '', answers: [], images: [], examined: 0, forwarded: false };

/** The text part, unless there is none, it holds only placeholders of images, or it lacks what the HTML part says. */
function cutBody(mail: Mail): Cut {
  const options = { answers: isAnswer(mail) };
  const text = withoutPlaceholders(mail.text ?? '');
  const cut = text.trim() === '' ? undefined : cutReply(text, options);
  const best =
    cut !== undefined && (cut.reply !== '' || mail.html === undefined) ? cut : fromHtml(mail.html, text, options, cut);
  if (best === undefined) return nothing;
  // Whoever forwards a mail shows all of it; cut, nothing would be left but "see below".
  if (!isForwardSubject(mail.subject) || best.quoted === '') return { ...best, forwarded: false };
  const whole =
    cut === undefined
      ? [best.reply, best.quoted, best.signature].filter((part) => part !== '').join('\n\n')
      : cleanText(text, new Meter()).trim();
  return { ...best, reply: whole, quoted: '', signature: '', answers: [], forwarded: true };
}

function fromHtml(
  html: string | undefined,
  text: string,
  options: CutOptions,
  cut: CutReply | undefined,
): CutReply | undefined {
  if (html === undefined) return cut;
  const other = cutHtml(html, options);
  if (cut === undefined || other.reply === '') return cut ?? other;
  // An empty reply in the text part stands, unless the HTML part has words that the text part has not.
  return squeezed(text).includes(squeezed(other.reply).slice(0, 60)) ? cut : other;
}

function squeezed(text: string): string {
  return text.replace(/[\s>]+/g, '');
}

/** `[image: logo.png]` and `[cid:image001.png@01D…]`, which Gmail and Outlook leave in the text part. */
function withoutPlaceholders(text: string): string {
  return text.replace(/^[ \t>]{0,20}\[(?:image: [^\]\n]{0,200}|cid:[^\]\n]{1,200})\][ \t]{0,20}$/gm, '');
}

function isAnswer(mail: Mail): boolean {
  if (isForwardSubject(mail.subject)) return false;
  return (
    headerOf(mail, 'in-reply-to') !== undefined ||
    headerOf(mail, 'references') !== undefined ||
    isReplySubject(mail.subject)
  );
}

/** Where in the HTML its images stand; the text part does not say. */
function imagesOf(mail: Mail, cut: Cut): { readonly shown: ReadonlySet<string>; readonly known: ReadonlySet<string> } {
  const html = mail.html ?? '';
  const known = new Set(
    [...html.slice(0, longestHtml).matchAll(/\bcid:([^"'\s>)]{1,300})/gi)].map((match) => decodedId(match[1] ?? '')),
  );
  if (known.size === 0 || cut.forwarded) return { shown: known, known };
  const images = cutHtml(html, { answers: isAnswer(mail) }).images;
  return { shown: new Set(images.map(decodedId)), known };
}

function decodedId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function warningsAbout(
  mail: Mail,
  cut: Cut,
  attachments: readonly InboundAttachment[],
  leftOut: number,
): readonly MailWarning[] {
  const tooLong = mail.text === undefined ? (mail.html?.length ?? 0) > longestHtml : isTooLong(mail.text);
  const warnings: readonly (readonly [MailWarning, boolean])[] = [
    ['shortened', tooLong],
    ['forwarded', cut.forwarded],
    ['attachments-left-out', leftOut > 0],
    ['dangerous-attachment', attachments.some((attachment) => attachment.dangerous)],
    ['winmail.dat', attachments.some((attachment) => attachment.contentType.includes('ms-tnef'))],
  ];
  return warnings.filter(([, applies]) => applies).map(([warning]) => warning);
}
