import { composedHtml } from './compose-html.ts';
import { composedText } from './compose-text.ts';
import { contentMessage, emailContent, shortenedTo, type EmailContent } from './email-content.ts';
import { mailbox, oneLine } from './mailbox-name.ts';
import type { EmailTexts } from './texts/email-texts.ts';
import { filledIn, textsWithOverrides } from './texts/texts.ts';
import { threadHeaders } from './thread-headers.ts';
import type { UnreadEmail } from './unread-email.ts';

export type { EmailTexts } from './texts/email-texts.ts';
export type { UnreadEmail, UnreadMessage } from './unread-email.ts';
export { defaultTexts, emailLocales } from './texts/texts.ts';

/** The e-mail as it is handed to SES; names in it are already encoded. */
export interface ComposedEmail {
  readonly from: string;
  readonly replyTo: string;
  readonly to: string;
  readonly subject: string;
  /** The subject to hand in again as `thread.subject` for every later mail of the conversation. */
  readonly threadSubject: string;
  readonly html: string;
  readonly text: string;
  /** Besides From, To, Reply-To, Subject, which SES takes apart from the others. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly includedSeqs: readonly number[];
  /** How many unread messages did not fit. */
  readonly more: number;
}

export const mostMessages = 10;
/** 80 KB. Gmail hides what follows the first 102 KB, the links at the end with it. */
const mostHtmlBytes = 80_000;

/**
 * The one e-mail that tells a visitor about all their unread messages: text and HTML from the same content, the headers that
 * keep the conversation in one thread and keep other machines from answering, and which messages found room in it.
 */
export function composeUnreadEmail(email: UnreadEmail): ComposedEmail {
  const texts = textsWithOverrides(email.locale, email.texts);
  const { content, html } = contentThatFits(email, texts);
  const included = email.messages.slice(0, content.messages.length);
  const company = oneLine(email.companyName);
  const agent = oneLine(email.agentName ?? '');
  const threadSubject = email.thread.subject ?? subjectLine(filledIn(texts.subject, { company }));
  return {
    from: mailbox(agent === '' || agent === company ? company : `${agent} (${company})`, email.fromAddress),
    replyTo: email.replyAddress,
    to: email.to,
    subject: email.thread.subject === undefined ? threadSubject : `Re: ${threadSubject}`,
    threadSubject,
    html,
    text: composedText(content),
    headers: [
      ...threadHeaders(email.thread),
      // RFC 3834: no vacation responder answers; the second is what Exchange looks at.
      { name: 'Auto-Submitted', value: 'auto-generated' },
      { name: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
      // RFC 8058: the mail program's own unsubscribe button.
      { name: 'List-Unsubscribe', value: `<${email.unsubscribeUrl}>` },
      { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    ],
    includedSeqs: included.map((message) => message.seq),
    more: email.messages.length - included.length,
  };
}

/** The first messages, as many as fit; if not even the first does, as much of it as does. */
function contentThatFits(email: UnreadEmail, texts: EmailTexts): { content: EmailContent; html: string } {
  const candidates = email.messages.slice(0, mostMessages).map((message) => contentMessage(email, texts, message));
  for (let count = candidates.length; count > 1; count--) {
    const content = emailContent(email, texts, candidates.slice(0, count));
    const html = composedHtml(content);
    if (Buffer.byteLength(html) <= mostHtmlBytes) return { content, html };
  }
  const [first] = candidates;
  for (let length = first?.text.length ?? 0; ; length = Math.floor(length / 2)) {
    const only = first && (length < first.text.length ? shortenedTo(first, length, texts) : first);
    const content = emailContent(email, texts, only === undefined ? [] : [only]);
    const html = composedHtml(content);
    if (Buffer.byteLength(html) <= mostHtmlBytes || length <= 100) return { content, html };
  }
}

/** A header that no client has to fold oddly. */
function subjectLine(subject: string): string {
  return Array.from(oneLine(subject)).slice(0, 150).join('').trim();
}
