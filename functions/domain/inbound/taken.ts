import { createHash } from 'node:crypto';
import type { Draft } from '../conversation/append.ts';
import { cut } from '../cut.ts';
import { answeredMessages } from '../email/answered-messages.ts';
import type { InboundMail } from '../email/inbound.ts';
import { isSameAddress } from '../email/judge-sender.ts';
import { storeReceived } from '../files/store-received.ts';
import type { Conversation } from '../records/conversation.ts';
import { seq } from '../records/ids.ts';
import type { Seq } from '../records/ids.ts';
import { isAnswer } from '../records/message.ts';
import type { Received } from '../records/message.ts';
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

/** More than anybody writes by hand. */
const mostAnswers = 50;
/** Of passages and what they answer. With text and quote, at three bytes each, they stay below the 400 KB of a DynamoDB item. */
const mostAnswerCharacters = 20_000;
/** So many of the newest messages are looked for in quotations. */
const mostQuotable = 100;

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
  { files, table }: Pick<InboundPorts, 'files' | 'table'>,
  taken: Taken & Partial<Pick<Matched, 'conversation'>>,
): Promise<Omit<Draft, 'author'>> {
  const { mail, hash } = taken;
  const answers = await answersIn(table, taken);
  return {
    channel: 'email',
    text: textOf(mail),
    attachments: await storeReceived(files, hash, mail.attachments),
    received: {
      subject: mail.mail.subject,
      quoted: quotedOf(mail),
      mailKey: taken.arrival.mailKey,
      ...(answers.length === 0 ? {} : { answers }),
      ...leftOutOf(mail),
    },
  };
}

/** Where they answered between quotations: each passage with what it answers, the message's number where one is quoted. */
async function answersIn(
  table: Pick<InboundPorts['table'], 'messages'>,
  { mail, conversation }: Taken & Partial<Pick<Matched, 'conversation'>>,
): Promise<NonNullable<Received['answers']>> {
  const length = mail.answers.reduce((sum, { quoted, text }) => sum + quoted.length + text.length, 0);
  if (mail.answers.length === 0 || mail.answers.length > mostAnswers || length > mostAnswerCharacters) return [];
  // In the successor of a closed conversation the numbers would mean other messages.
  if (conversation === undefined || conversation.status === 'closed') return answeredMessages<Seq>(mail.answers, []);
  const after = seq(Math.max(0, conversation.lastSeq - mostQuotable));
  const messages = await table.messages(conversation.id, { after, limit: mostQuotable });
  return answeredMessages(mail.answers, messages.filter(isAnswer));
}

export function textOf({ reply }: InboundMail): string {
  return cut(reply, mostCharacters);
}

export function quotedOf({ quoted }: InboundMail): string {
  return cut(quoted, mostCharacters);
}

/** What of the mail a message has no room for, as its field. */
export function leftOutOf({ reply, warnings }: InboundMail): Pick<Received, 'leftOut'> {
  const isTextCut = reply.length > mostCharacters || warnings.includes('shortened');
  const areFilesLeftOut = warnings.includes('attachments-left-out');
  if (!isTextCut && !areFilesLeftOut) return {};
  return {
    leftOut: [...(isTextCut ? (['text'] as const) : []), ...(areFilesLeftOut ? (['attachments'] as const) : [])],
  };
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
