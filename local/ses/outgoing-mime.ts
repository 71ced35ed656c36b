import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { MailAddress } from './mail-address.ts';
import type { RawContent, SendingRequest, SimpleContent } from './sending-request.ts';

/** What SES writes into every mail, whatever the sender wrote there. */
export interface SesHeaders {
  readonly messageId: string;
  readonly date: Date;
}

/** The mail as it leaves SES. */
export async function outgoingMime(request: SendingRequest, headers: SesHeaders): Promise<Buffer> {
  return request.content.kind === 'raw'
    ? rewritten(request.content, headers)
    : composed(request, request.content, headers);
}

async function composed(
  request: SendingRequest,
  content: SimpleContent,
  { messageId, date }: SesHeaders,
): Promise<Buffer> {
  const mail = new MailComposer({
    from: boxes(request.from === undefined ? [] : [request.from]),
    to: boxes(request.to),
    cc: boxes(request.cc),
    replyTo: boxes(request.replyTo),
    subject: content.subject,
    messageId,
    date,
    ...(content.text === undefined ? {} : { text: content.text }),
    ...(content.html === undefined ? {} : { html: content.html }),
    headers: content.headers.map(({ name, value }) => ({ key: name, value })),
    attachments: content.attachments.map(({ filename, contentType, content: data, inline, contentId }) => ({
      filename,
      content: data,
      contentDisposition: inline ? 'inline' : 'attachment',
      ...(contentType === undefined ? {} : { contentType }),
      ...(contentId === undefined ? {} : { cid: contentId.replace(/^<(.*)>$/, '$1') }),
    })),
  });
  return mail.compile().build();
}

function boxes(addresses: readonly MailAddress[]): { name: string; address: string }[] {
  return addresses.map(({ name, address }) => ({ name, address }));
}

/** The sender's own bytes, but for Message-ID and Date, which SES replaces, and Bcc, which it removes. */
function rewritten({ data }: RawContent, { messageId, date }: SesHeaders): Buffer {
  const text = data.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, end?.index ?? text.length);
  const rest = text.slice(end?.index ?? text.length);
  const fields = head.split(/\r?\n(?![ \t])/).filter((field) => !/^(message-id|date|bcc)\s*:/i.test(field));
  const own = [`Message-ID: ${messageId}`, `Date: ${date.toUTCString().replace('GMT', '+0000')}`];
  return Buffer.from([...own, ...fields].join('\r\n') + rest, 'latin1');
}
