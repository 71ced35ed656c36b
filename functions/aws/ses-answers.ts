import { sesMessageId } from '../email/reply-address.ts';
import type { MailSender, OutgoingMail } from '../ports.ts';
import { endpoint, region, signedFetch } from './signed-fetch.ts';

const requestTimeoutMs = 5_000;

/**
 * Sends mail without files through SES, each once, by a plain call: who sends once an hour need not load SES's client.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export function sesAnswers(configurationSet: string): MailSender {
  return {
    async send(mail) {
      const url = `${endpoint('ses', `email.${region()}.amazonaws.com`)}/v2/email/outbound-emails`;
      try {
        const response = await signedFetch('ses', url, {
          method: 'POST',
          body: JSON.stringify(bodyOf(mail, configurationSet)),
          headers: { 'content-type': 'application/json' },
          signal: AbortSignal.timeout(requestTimeoutMs),
        });
        if (response.status >= 400 && response.status < 500) {
          const reason = response.headers.get('x-amzn-errortype')?.split(':')[0] ?? String(response.status);
          return { kind: 'refused', final: response.status !== 429, reason };
        }
        const { MessageId: sesId } = response.ok ? ((await response.json()) as { readonly MessageId?: string }) : {};
        if (sesId === undefined) return { kind: 'unknown', reason: String(response.status) };
        return { kind: 'accepted', sesId, messageId: sesMessageId(sesId, region()) };
      } catch (error) {
        return { kind: 'unknown', reason: (error as Error).name };
      }
    },
  };
}

function bodyOf(mail: OutgoingMail, configurationSet: string): object {
  const utf8 = (Data: string): object => ({ Data, Charset: 'UTF-8' });
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
      },
    },
  };
}
