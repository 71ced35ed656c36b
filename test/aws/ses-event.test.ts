import { deliveryEventOf } from '../../functions/aws/ses-event.ts';
import type { SesEventDetail } from '../../functions/aws/ses-event.ts';

function event(change: Partial<SesEventDetail>) {
  const tags = { conversation: ['conversation'], episode: ['2'], attempt: ['1'] };
  const mail = { messageId: 'id', tags, commonHeaders: { subject: 'Re: Your question' } };
  const detail: SesEventDetail = { eventType: 'Send', mail, ...change };
  return { detail, time: '2026-11-18T12:30:00Z', region: 'eu-west-1' } as Parameters<typeof deliveryEventOf>[0];
}

const bounce = (bounceType: string, bounceSubType = 'General', action?: string): Partial<SesEventDetail> => ({
  eventType: 'Bounce',
  bounce: {
    bounceType,
    bounceSubType,
    bouncedRecipients: [{ diagnosticCode: '550 no such user', ...(action === undefined ? {} : { action }) }],
  },
});

test.each<[string, Partial<SesEventDetail>, string | undefined]>([
  ['Send', { eventType: 'Send' }, 'sent'],
  ['Delivery', { eventType: 'Delivery' }, 'delivered'],
  ['DeliveryDelay', { eventType: 'DeliveryDelay' }, 'sent'],
  ['a permanent Bounce', bounce('Permanent'), 'bounced'],
  ['a transient Bounce, when SES has tried for hours', bounce('Transient', 'General', 'failed'), 'given-up'],
  ['a transient Bounce of a full mailbox', bounce('Transient', 'MailboxFull'), 'given-up'],
  ['a Bounce of which SES knows no more', bounce('Undetermined', 'Undetermined', 'failed'), 'given-up'],
  ['a transient Bounce without a report: an absence notice', bounce('Transient'), 'sent'],
  ['Complaint', { eventType: 'Complaint' }, 'complained'],
  ['Reject', { eventType: 'Reject', reject: { reason: 'Bad content' } }, 'bounced'],
  ['Open', { eventType: 'Open' }, undefined],
])('%s says how far the e-mail got', (_name, change, state) => {
  expect(deliveryEventOf(event(change))?.state).toBe(state);
});

test('the tags say which e-mail it is, and the id is the one on the wire', () => {
  expect(deliveryEventOf(event(bounce('Permanent')))).toMatchObject({
    conversationId: 'conversation',
    episode: 2,
    attempt: 1,
    mail: { sesId: 'id', messageId: '<id@eu-west-1.amazonses.com>', subject: 'Your question' },
    reason: '550 no such user',
  });
});

test('a mail of somebody else on the same account is none of ours', () => {
  expect(deliveryEventOf(event({ mail: { messageId: 'id', tags: {} } }))).toBeUndefined();
});
