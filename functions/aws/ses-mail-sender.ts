import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Attachment, SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { MailFile, MailSender, SendResult } from '../domain/email/mail-sender.ts';
import { sesMessageId } from '../domain/email/reply-address.ts';
import { sendEmailInput } from './send-email-input.ts';
import { region } from './signed-fetch.ts';

export interface SesMailSenderOptions {
  readonly configurationSet: string;
  readonly client?: SESv2Client;
}

/** Shorter than check-unread may run, so that the function itself learns of a timeout. */
const requestTimeoutMs = 5_000;

const notConnected = 'not-connected';

/**
 * Sends through SES, each mail once: SES has no idempotency token, so an SDK that tries again after a timeout sends twice.
 * Only when no connection came about is it tried a second time.
 */
export function sesMailSender({ configurationSet, client = onceOnlyClient() }: SesMailSenderOptions): MailSender {
  async function handOver(input: SendEmailCommandInput): Promise<SendResult> {
    try {
      const { MessageId } = await client.send(new SendEmailCommand(input));
      if (MessageId === undefined) return { kind: 'unknown', reason: 'no message id' };
      return { kind: 'accepted', sesId: MessageId, messageId: sesMessageId(MessageId, region()) };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  return {
    async send(mail) {
      const input = sendEmailInput(mail, configurationSet, mail.files?.map(attachment));
      const result = await handOver(input);
      return result.kind === 'refused' && result.reason === notConnected ? handOver(input) : result;
    },
  };
}

/**
 * Each mail has a connection of its own. One that is kept may have been closed at its other end while Lambda had frozen the
 * function, and what breaks when it is used again leaves open whether SES took the mail.
 */
function onceOnlyClient(): SESv2Client {
  const agent = { keepAlive: false };
  return new SESv2Client({
    maxAttempts: 1,
    requestHandler: {
      httpAgent: agent,
      httpsAgent: agent,
      requestTimeout: requestTimeoutMs,
      connectionTimeout: 2_000,
      throwOnRequestTimeout: true,
    },
  });
}

function attachment({ filename, contentType, content }: MailFile): Attachment {
  return {
    FileName: filename,
    // SES takes no longer type.
    ContentType: contentType.length > 78 ? 'application/octet-stream' : contentType,
    ContentDisposition: 'ATTACHMENT',
    ContentTransferEncoding: 'BASE64',
    RawContent: content,
  };
}

/** Refusals that will not go away by waiting (SES API reference, SendEmail, "Errors"). */
const finalErrors = [
  'MessageRejected',
  'BadRequestException',
  'MailFromDomainNotVerifiedException',
  'NotFoundException',
];

/**
 * A definite 4xx is a refusal, and so is a connection that never came about: SES has nothing of the mail. Everything else
 * (timeout, reset, 5xx) leaves open whether SES took it.
 */
export function outcomeOf(error: unknown): SendResult {
  if (error instanceof SESv2ServiceException) {
    const status = error.$metadata.httpStatusCode ?? 500;
    if (status >= 400 && status < 500) {
      return { kind: 'refused', final: finalErrors.includes(error.name), reason: error.name, says: error.message };
    }
  }
  if (neverConnected(error)) return { kind: 'refused', final: false, reason: notConnected };
  return { kind: 'unknown', reason: error instanceof Error ? error.name : 'unknown' };
}

/** Node.js names the system call that failed; the SDK's time limit for connecting has but its words. */
function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverConnected);
  const { syscall, message } = error as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo' || message.includes('did not establish a connection');
}
