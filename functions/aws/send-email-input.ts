import type { Attachment, SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { OutgoingMail } from '../domain/email/mail-sender.ts';

/** A mail as SES's `SendEmail` takes it. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export function sendEmailInput(
  mail: OutgoingMail,
  configurationSet: string,
  attachments?: Attachment[],
): SendEmailCommandInput {
  const utf8 = (data: string): { Data: string; Charset: string } => ({ Data: data, Charset: 'UTF-8' });
  return {
    FromEmailAddress: mail.from,
    Destination: { ToAddresses: [mail.to] },
    ReplyToAddresses: [mail.replyTo],
    ConfigurationSetName: configurationSet,
    EmailTags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
    Content: {
      Simple: {
        Subject: utf8(mail.subject),
        Body: { Html: utf8(mail.html), Text: utf8(mail.text) },
        Headers: mail.headers.map(({ name, value }) => ({ Name: name, Value: value })),
        Attachments: attachments,
      },
    },
  };
}
