import type { MailSender } from '../domain/email/mail-sender.ts';
import { sesMessageId } from '../domain/email/reply-address.ts';
import { sendEmailInput } from './send-email-input.ts';
import { endpoint, region, signedFetch } from './signed-fetch.ts';

const requestTimeoutMs = 5_000;

/**
 * Sends mail without files through SES, each once, by a plain call: who sends once an hour need not load SES's client.
 */
export function sesAnswers(configurationSet: string): MailSender {
  return {
    async send(mail) {
      const url = `${endpoint('SESv2', `email.${region()}.amazonaws.com`)}/v2/email/outbound-emails`;
      try {
        const response = await signedFetch('ses', url, {
          method: 'POST',
          body: JSON.stringify(sendEmailInput(mail, configurationSet)),
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
