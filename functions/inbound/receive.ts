import { createHash } from 'node:crypto';
import type { Draft } from '../conversation/append.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Author } from '../conversation/message.ts';
import { post } from '../conversation/post.ts';
import type { KeptMail } from '../conversation/records.ts';
import type { Visitor } from '../conversation/visitor.ts';
import type { InboundMail } from '../email/inbound.ts';
import { readInbound } from '../email/inbound.ts';
import { judgeSender } from '../email/judge-sender.ts';
import type { Files, Table, World } from '../ports.ts';
import type { Arrival } from './arrival.ts';
import { findConversation } from './find-conversation.ts';
import { readThroughEmails } from './read-by-reply.ts';

export interface InboundPorts {
  readonly table: Table;
  readonly mails: Pick<Files, 'get'>;
  readonly replyDomain: string;
  readonly fromAddress: string;
}

/** Longest reply and quote that go into the table; the raw mail keeps all. */
const mostCharacters = 50_000;

/**
 * Takes in a mail, once, however often it is delivered: a reply becomes a message of its conversation; everything else is
 * kept where agents can see it. Nothing is dropped. Throws when the raw mail or the table cannot be reached, so that the
 * mail is tried again.
 */
export async function receive(world: World, ports: InboundPorts, arrival: Arrival): Promise<void> {
  const raw = await ports.mails.get(arrival.mailKey);
  if (raw === undefined) throw new Error(`There is no mail ${arrival.mailKey}`);
  if (arrival.verdicts.virus === 'FAIL') {
    await keep(ports, arrival, { state: 'quarantined', reason: 'virus', hash: hashOf(raw, arrival) });
    return;
  }
  const mail = await readInbound(raw);
  const hash = hashOf(mail.mail.messageId ?? raw, arrival);
  if (await ports.table.inboundSeen(hash)) return;

  const conversation = await findConversation(ports, mail, arrival);
  if (isOurOwn(mail, ports)) {
    await keep(ports, arrival, { state: 'unmatched', reason: 'own-address', hash, mail });
    return;
  }
  if (conversation === undefined) {
    await keep(ports, arrival, { state: 'unmatched', reason: mail.kind, hash, mail });
    return;
  }
  switch (mail.kind) {
    case 'reply':
      await takeReply(world, ports, { arrival, mail, conversation, hash });
      return;
    case 'auto-reply':
    case 'list':
      await noteAutoReply(world, ports, { arrival, mail, conversation, hash });
      return;
    case 'bounce':
    case 'complaint':
    case 'receipt':
    case 'encrypted':
      await keep(ports, arrival, { state: 'unmatched', reason: mail.kind, hash, mail, conversation });
      return;
  }
}

interface Matched {
  readonly arrival: Arrival;
  readonly mail: InboundMail;
  readonly conversation: Conversation;
  readonly hash: string;
}

/** A human reply: the visitor's, somebody else's under his own address, or one that has to wait for an agent's word. */
async function takeReply(world: World, ports: InboundPorts, matched: Matched): Promise<void> {
  const { arrival, mail, conversation, hash } = matched;
  const visitor = await ports.table.visitor(conversation.visitorId);
  const unreadable = mail.warnings.includes('unreadable');
  const from = mail.mail.from?.address;
  const sender = judgeSender({ from, verdicts: arrival.verdicts, visitorAddress: visitor?.address?.email });
  if (unreadable || sender === 'quarantine' || visitor === undefined) {
    const reason = unreadable ? 'unreadable' : 'sender';
    await keep(ports, arrival, { state: 'quarantined', reason, hash, mail, conversation });
    return;
  }
  const byVisitor = sender === 'visitor';
  const read = byVisitor ? await readThroughEmails(ports.table, conversation) : undefined;
  await append(world, ports, matched, {
    draft: { author: authorOf(sender, visitor, mail), ...contentOf(mail, arrival) },
    prepare: (current) => {
      const threaded = byVisitor ? withReply(current, mail) : current;
      return read === undefined || current.id !== conversation.id ? threaded : read(threaded);
    },
  });
}

/** A machine's reply: agents see it, and nothing follows from it. */
async function noteAutoReply(world: World, ports: InboundPorts, matched: Matched): Promise<void> {
  const { mail, arrival } = matched;
  const content = contentOf(mail, arrival);
  await append(world, ports, matched, {
    draft: { ...content, author: { kind: 'system' }, kind: 'auto-reply', visibility: 'note' },
  });
}

async function append(
  world: World,
  { table }: InboundPorts,
  { conversation, hash }: Matched,
  wanted: { readonly draft: Draft; readonly prepare?: (conversation: Conversation) => Conversation },
): Promise<void> {
  await post(world, table, { conversationId: conversation.id, ...wanted, also: [{ kind: 'inbound-seen', hash }] });
}

function contentOf(mail: InboundMail, { mailKey }: Arrival): Omit<Draft, 'author'> {
  return {
    channel: 'email',
    text: mail.reply.slice(0, mostCharacters),
    received: { subject: mail.mail.subject, quoted: mail.quoted.slice(0, mostCharacters), mailKey },
  };
}

function authorOf(sender: 'visitor' | 'other', { id, name }: Visitor, { mail: { from } }: InboundMail): Author {
  if (sender === 'visitor') return name === undefined ? { kind: 'visitor', id } : { kind: 'visitor', id, name };
  const shown = from?.name ?? '';
  return { kind: 'other', email: from?.address ?? '', ...(shown === '' ? {} : { name: shown }) };
}

/** The thread in the visitor's mail program goes on from his own mail. */
function withReply(conversation: Conversation, { mail: { messageId } }: InboundMail): Conversation {
  if (messageId === undefined) return conversation;
  const { thread } = conversation;
  return { ...conversation, thread: { ...thread, ids: [...thread.ids, messageId].slice(-10), inReplyTo: messageId } };
}

interface Keeping {
  readonly state: KeptMail['state'];
  readonly reason: string;
  readonly hash: string;
  readonly mail?: InboundMail;
  readonly conversation?: Conversation;
}

async function keep({ table }: InboundPorts, arrival: Arrival, keeping: Keeping): Promise<void> {
  const { state, reason, hash, mail, conversation } = keeping;
  const value: KeptMail = {
    id: arrival.sesId,
    state,
    mailKey: arrival.mailKey,
    from: mail?.mail.from?.address ?? arrival.envelopeFrom,
    subject: mail?.mail.subject ?? '',
    reason,
    conversationId: conversation?.id ?? null,
    receivedAt: arrival.receivedAt,
  };
  await table.commit([
    { kind: 'kept-mail', value },
    { kind: 'inbound-seen', hash },
  ]);
}

/** A mail of ours that comes back: a loop. */
function isOurOwn({ mail: { from } }: InboundMail, { fromAddress, replyDomain }: InboundPorts): boolean {
  const address = from?.address.toLowerCase() ?? '';
  return address === fromAddress.toLowerCase() || address.endsWith(`@${replyDomain.toLowerCase()}`);
}

/**
 * Recognises a mail that comes again: SES's and Lambda's repetitions, and the sender's server's, which have another SES id.
 * A mail without a Message-ID is recognised by its bytes.
 */
function hashOf(identity: string | Uint8Array, { recipients }: Arrival): string {
  const hash = createHash('sha256').update(typeof identity === 'string' ? identity.trim().toLowerCase() : identity);
  return hash.update(`\n${[...recipients].sort().join().toLowerCase()}`).digest('hex');
}
