import { randomUUID } from 'node:crypto';
import nodemailer from 'nodemailer';
import type { SentMail } from '../ses/mailbox.ts';
import { replyBodies } from './reply-markup.ts';
import type { MailClient, ReplyRequest } from './reply-request.ts';

export interface ReplyOptions {
  readonly mail: SentMail;
  readonly reply: ReplyRequest;
  readonly smtpPort: number;
  readonly now: Date;
}

/** What each program writes into the headers of what it sends. */
const signs: Readonly<Record<MailClient, { readonly domain: string; readonly headers: Record<string, string> }>> = {
  gmail: { domain: 'mail.gmail.com', headers: {} },
  outlook: { domain: 'AS8PR04MB0000.eurprd04.prod.outlook.com', headers: { 'X-Mailer': 'Microsoft Outlook 16.0' } },
  apple: { domain: 'icloud.com', headers: { 'X-Mailer': 'Apple Mail (2.3826.300.87.4.3)' } },
};

/** As SES sees a mail whose supposed sender's domain lets forged mail be refused. */
const disowned = 'spf=FAIL; dkim=FAIL; dmarc=FAIL; dmarcPolicy=reject';

/**
 * Answers a mail as the mail program of its recipient would: to its Reply-To, with In-Reply-To and References from it, the
 * mail itself quoted below, by SMTP to this machine's own entrance. An automatic reply carries the headers of RFC 3834 and
 * no quote. Rejects when the entrance refuses it.
 */
export async function sendReply({ mail, reply, smtpPort, now }: ReplyOptions): Promise<{ messageId: string }> {
  const { domain, headers } = signs[reply.client];
  const original = mail.headers['message-id'] ?? '';
  const automatic = reply.kind === 'auto-reply';
  const messageId = `<${randomUUID()}@${domain}>`;
  const bodies = automatic
    ? { text: reply.text }
    : replyBodies(reply.client, reply.text, { ...mail, sentAt: new Date(mail.sentAt) });
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: smtpPort, secure: false, ignoreTLS: true });
  try {
    await transport.sendMail({
      messageId,
      date: now,
      from: reply.from ?? mail.to,
      to: mail.replyTo === '' ? mail.from : mail.replyTo,
      subject: automatic ? `Automatic reply: ${mail.subject}` : `Re: ${mail.subject.replace(/^(re|aw):\s*/i, '')}`,
      inReplyTo: original,
      references: [...(mail.headers.references ?? '').split(/\s+/), original].filter((id) => id !== ''),
      headers: {
        ...headers,
        ...(automatic ? { 'Auto-Submitted': 'auto-replied', Precedence: 'auto_reply' } : {}),
        ...(reply.sender === 'forged' ? { 'X-Local-Verdicts': disowned } : {}),
      },
      attachments: reply.attachments.map((attachment) => ({ ...attachment })),
      ...bodies,
    });
    return { messageId };
  } finally {
    transport.close();
  }
}
