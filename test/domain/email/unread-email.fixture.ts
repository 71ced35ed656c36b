import type { UnreadEmail, UnreadMessage } from '../../../functions/domain/email/compose.ts';

export const rootId = '<c.8f14e45f@reply.example.com>';

export function sesId(number: number): string {
  const hex = number.toString(16).padStart(12, '0');
  return `<0102019abcdef012-1a2b3c4d-1234-4abc-9def-${hex}-000000@eu-west-1.amazonses.com>`;
}

export function unreadMessage(seq: number, changes: Partial<UnreadMessage> = {}): UnreadMessage {
  return {
    seq,
    authorName: 'Ada',
    text: `Message ${seq}`,
    sentAt: new Date(Date.UTC(2026, 10, 23, 13, seq)).toISOString(),
    attachments: [],
    ...changes,
  };
}

/** An e-mail about two messages in English, the first of its conversation. */
export function unreadEmail(changes: Partial<UnreadEmail> = {}): UnreadEmail {
  return {
    locale: 'en',
    timeZone: 'Europe/Berlin',
    companyName: 'Lamp Shop',
    agentName: 'Ada',
    fromAddress: 'support@mail.example.com',
    to: 'visitor@example.org',
    replyAddress: 'r.abcdefghijklmnopqrstuvwxyz@reply.example.com',
    messages: [unreadMessage(3), unreadMessage(4)],
    resumeUrl: 'https://shop.example.com/lamps#cc=resume-token',
    unsubscribeUrl: 'https://chat.example.com/v1/email/unsubscribe/u1',
    notMeUrl: 'https://chat.example.com/v1/email/not-me/n1',
    thread: { rootId, ids: [], subject: undefined },
    texts: {},
    ...changes,
  };
}
