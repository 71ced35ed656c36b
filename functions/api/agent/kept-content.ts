import type { Draft } from '../../domain/conversation/append.ts';
import type { KeptMail } from '../../domain/records/kept-mail.ts';

/** What a kept mail says, as a message has it. */
export function keptContent({ text, attachments, subject, quoted, mailKey, leftOut }: KeptMail): Omit<Draft, 'author'> {
  const received = { subject, quoted, mailKey, ...(leftOut === undefined ? {} : { leftOut }) };
  return { channel: 'email', text, attachments, received };
}
