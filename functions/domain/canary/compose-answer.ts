import type { OutgoingMail } from '../email/mail-sender.ts';
import { headerOf } from '../email/mail.ts';
import type { Mail } from '../email/mail.ts';
import { mailbox } from '../email/mailbox-name.ts';
import { replyAddress, replyTokenIn } from '../email/reply-address.ts';
import { references } from '../email/thread-headers.ts';
import type { Round } from '../records/canary.ts';
import { canaryAddress } from './canary-id.ts';
import { spoken } from './canary.ts';

/**
 * The answer to the canary's e-mail as a mail program would write it: to its Reply-To, quoting it below, in its thread. Undefined
 * if it has no reply address of ours: to anybody else the canary never writes.
 */
export function composeAnswer(mail: Mail, round: Round, replyDomain: string): OutgoingMail | undefined {
  const token = replyTokenIn(headerOf(mail, 'reply-to') ?? '', replyDomain);
  if (token === undefined) return undefined;
  const address = canaryAddress(round.addressToken, replyDomain);
  const said = spoken.answer(round.nonce);
  const wrote = `On ${mail.date ?? 'that day'}, ${mail.from?.address ?? ''} wrote:`;
  const quoted = (mail.text ?? '').trimEnd().replace(/^/gm, '> ');
  return {
    from: mailbox('Canary', address),
    to: replyAddress(token, replyDomain),
    replyTo: address,
    subject: `Re: ${mail.subject.replace(/^Re: /, '')}`,
    text: `${said}\n\n${wrote}\n${quoted}\n`,
    html: `<div>${said}</div><br><blockquote type="cite"><div>${escaped(wrote)}</div><pre>${escaped(mail.text ?? '')}</pre></blockquote>`,
    headers: threadOf(mail),
    tags: { purpose: 'canary' },
  };
}

function threadOf(mail: Mail): OutgoingMail['headers'] {
  const { messageId } = mail;
  if (messageId === undefined) return [];
  const [root = messageId, ...ids] = [...((headerOf(mail, 'references') ?? '').match(/<[^<>\s]+>/g) ?? []), messageId];
  return [
    { name: 'In-Reply-To', value: messageId },
    { name: 'References', value: references(root, ids.reverse()) },
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
