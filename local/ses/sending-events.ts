import { randomUUID } from 'node:crypto';
import { objectOf, parseJson, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { accountId, arn, region } from '../synthesis/pseudo-parameters.ts';
import type { SendingEvent } from './delivery-outcome.ts';
import { domainOf } from './mail-address.ts';
import type { SentMail } from './mailbox.ts';

/** Names of each kind: in an event destination, in the event itself, and on the bus. */
export const eventNames = {
  send: { matching: 'SEND', eventType: 'Send', detailType: 'Email Sent' },
  delivery: { matching: 'DELIVERY', eventType: 'Delivery', detailType: 'Email Delivered' },
  bounce: { matching: 'BOUNCE', eventType: 'Bounce', detailType: 'Email Bounced' },
  complaint: { matching: 'COMPLAINT', eventType: 'Complaint', detailType: 'Email Complaint Received' },
} as const;

/**
 * What SES puts on the default event bus.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export function busEvent(mail: SentMail, event: SendingEvent, now: Date): JsonObject {
  const { eventType, detailType } = eventNames[event.kind];
  const identity = arn('ses', `identity/${domainOf(mail.envelopeFrom)}`);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source: 'aws.ses',
    account: accountId,
    time: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [arn('ses', `configuration-set/${mail.configurationSet ?? ''}`)],
    detail: {
      eventType,
      mail: {
        timestamp: mail.sentAt,
        source: mail.from,
        sourceArn: identity,
        sendingAccountId: accountId,
        messageId: mail.id,
        destination: [...mail.recipients],
        headersTruncated: false,
        headers: Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
        commonHeaders: {
          from: [mail.from],
          to: mail.to.split(', '),
          messageId: mail.id,
          subject: mail.subject,
        },
        tags: tagsOf(mail),
      },
      [event.kind]: event.kind === 'send' ? {} : reportOf(event, now, now.getTime() - Date.parse(mail.sentAt)),
    },
  };
}

/** The type of an event that `busEvent` made, as it stands in its JSON; empty if it is another event. */
export function sesEventType(event: string): string {
  return textOf(objectOf(objectOf(parseJson(event)).detail).eventType) ?? '';
}

/** The sender's tags and those that SES adds, each with a list of values. */
function tagsOf(mail: SentMail): JsonObject {
  return {
    ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
    'ses:source-tls-version': ['TLSv1.3'],
    'ses:operation': ['SendEmail'],
    'ses:configuration-set': mail.configurationSet === undefined ? [] : [mail.configurationSet],
    'ses:source-ip': ['127.0.0.1'],
    'ses:from-domain': [domainOf(mail.envelopeFrom)],
    'ses:caller-identity': ['local'],
  };
}

const suppressed = {
  status: '5.1.1',
  text: 'Amazon SES did not send the message to this address because it is on the suppression list.',
};

const diagnoses = {
  General: { status: '5.1.1', text: 'smtp; 550 5.1.1 user unknown' },
  MailboxFull: { status: '4.2.2', text: 'smtp; 452 4.2.2 mailbox full' },
  Suppressed: suppressed,
  OnAccountSuppressionList: suppressed,
};

/** Only a permanent bounce has SES suppress the address. */
export function bounceType(subType: keyof typeof diagnoses): 'Permanent' | 'Transient' {
  return diagnoses[subType].status.startsWith('4') ? 'Transient' : 'Permanent';
}

function reportOf(event: Exclude<SendingEvent, { kind: 'send' }>, now: Date, processingTimeMillis: number): JsonObject {
  const timestamp = now.toISOString();
  switch (event.kind) {
    case 'delivery':
      return {
        timestamp,
        processingTimeMillis,
        recipients: [event.recipient],
        smtpResponse: '250 2.0.0 OK',
        reportingMTA: 'local.smtp-out.amazonses.com',
      };
    case 'bounce': {
      const { status, text } = diagnoses[event.subType];
      return {
        feedbackId: randomUUID(),
        bounceType: bounceType(event.subType),
        bounceSubType: event.subType,
        bouncedRecipients: [{ emailAddress: event.recipient, action: 'failed', status, diagnosticCode: text }],
        timestamp,
        reportingMTA: 'dns; local.smtp-out.amazonses.com',
      };
    }
    case 'complaint':
      return {
        feedbackId: randomUUID(),
        complaintSubType: null,
        complainedRecipients: [{ emailAddress: event.recipient }],
        timestamp,
        userAgent: 'Amazon SES Mailbox Simulator',
        complaintFeedbackType: 'abuse',
        arrivalDate: timestamp,
      };
  }
}
