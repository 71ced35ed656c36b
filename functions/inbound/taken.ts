import { createHash } from 'node:crypto';
import type { Draft } from '../conversation/append.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { isSameAddress } from '../email/judge-sender.ts';
import type { InboundMail } from '../email/inbound.ts';
import { storeReceived } from '../files/store-received.ts';
import type { Arrival } from './arrival.ts';
import type { InboundPorts } from './ports.ts';

/** A mail that was read and is to be taken in. */
export interface Taken {
  readonly arrival: Arrival;
  readonly mail: InboundMail;
  /** By which a repeated delivery is recognised. */
  readonly hash: string;
}

/** One that leads to a conversation. */
export interface Matched extends Taken {
  readonly conversation: Conversation;
}

/** Longest reply and quote that go into the table; the raw mail keeps all. */
const mostCharacters = 50_000;

/**
 * Recognises a mail that comes again: SES's and Lambda's repetitions, and the sender's server's, which have another SES id.
 * A mail without a Message-ID is recognised by its bytes.
 */
export function hashOf(identity: string | Uint8Array, { recipients }: Arrival): string {
  const hash = createHash('sha256').update(typeof identity === 'string' ? identity.trim().toLowerCase() : identity);
  return hash.update(`\n${[...recipients].sort().join().toLowerCase()}`).digest('hex');
}

/** What a mail says, as a message has it. Its attachments are stored when this resolves. */
export async function contentOf(
  { files }: Pick<InboundPorts, 'files'>,
  { arrival: { mailKey }, mail, hash }: Taken,
): Promise<Omit<Draft, 'author'>> {
  return {
    channel: 'email',
    text: textOf(mail),
    attachments: await storeReceived(files, hash, mail.attachments),
    received: { subject: mail.mail.subject, quoted: quotedOf(mail), mailKey },
  };
}

export function textOf({ reply }: InboundMail): string {
  return shortened(reply);
}

export function quotedOf({ quoted }: InboundMail): string {
  return shortened(quoted);
}

/** Never through the middle of a character outside the Basic Multilingual Plane. */
function shortened(text: string): string {
  return text.slice(0, mostCharacters).replace(/[\ud800-\udbff]$/, '');
}

/** A mail of ours that comes back: a loop. */
export function isOurOwn(
  { mail: { from } }: InboundMail,
  { fromAddress, replyDomain }: Pick<InboundPorts, 'fromAddress' | 'replyDomain'>,
): boolean {
  if (from === undefined) return false;
  return (
    isSameAddress(from.address, fromAddress) || from.address.toLowerCase().endsWith(`@${replyDomain.toLowerCase()}`)
  );
}
