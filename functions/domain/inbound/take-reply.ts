import { post } from '../conversation/post.ts';
import type { InboundMail } from '../email/inbound.ts';
import { judgeSender } from '../email/judge-sender.ts';
import type { Conversation } from '../records/conversation.ts';
import type { Author } from '../records/message.ts';
import type { Visitor } from '../records/visitor.ts';
import type { World } from '../world.ts';
import { keep } from './keep.ts';
import type { InboundPorts } from './ports.ts';
import { readThroughEmails } from './read-by-reply.ts';
import { contentOf } from './taken.ts';
import type { Matched } from './taken.ts';
import { areTooMany } from './too-many.ts';

/** A person's reply: the visitor's, somebody else's under their own address, or one that has to wait for an agent's word. */
export async function takeReply(world: World, ports: InboundPorts, matched: Matched): Promise<void> {
  const { mail, conversation, hash } = matched;
  const visitor = await ports.table.visitor(conversation.visitorId);
  const sender = trusted(matched, visitor);
  if (sender === 'quarantine' || visitor === undefined) return keepUntrusted(world, ports, matched);
  if (mail.warnings.includes('unreadable'))
    return keep(world, ports, matched, { state: 'quarantined', reason: 'unreadable', conversation });
  if (await areTooMany(ports, matched))
    return keep(world, ports, matched, { state: 'quarantined', reason: 'too-many', conversation });

  const prepare = sender === 'visitor' ? await continuedByMail(ports, matched) : undefined;
  await post(world, ports.table, {
    conversationId: conversation.id,
    draft: { author: authorOf(sender, visitor, mail), ...(await contentOf(ports, matched)) },
    ...(prepare === undefined ? {} : { prepare }),
    also: () => [{ kind: 'inbound-seen', hash }],
  });
}

/** Who writes in a conversation: its visitor, somebody else, or nobody to be trusted. */
export function trusted({ mail, arrival }: Matched, visitor: Visitor | undefined): ReturnType<typeof judgeSender> {
  const { envelopeFrom, verdicts } = arrival;
  return judgeSender({ mail: mail.mail, envelopeFrom, verdicts, visitorAddress: visitor?.address?.email });
}

/** Keeps what nobody can be trusted to have sent until an agent has looked at it. */
export function keepUntrusted(world: World, ports: InboundPorts, matched: Matched): Promise<void> {
  const { arrival, conversation } = matched;
  const reason = arrival.verdicts.spam === 'FAIL' ? 'spam' : 'sender';
  return keep(world, ports, matched, { state: 'quarantined', reason, conversation });
}

/** What the visitor's own mail changes in the conversation besides the message: what they have read, and the thread. */
export async function continuedByMail(
  { table }: InboundPorts,
  { mail, conversation }: Matched,
): Promise<(current: Conversation) => Conversation> {
  const read = await readThroughEmails(table, conversation);
  return (current) => {
    const threaded = withReply(current, mail);
    return read === undefined || current.id !== conversation.id ? threaded : read(threaded);
  };
}

function authorOf(sender: 'visitor' | 'other', { id, name }: Visitor, { mail: { from } }: InboundMail): Author {
  if (sender === 'visitor') return name === undefined ? { kind: 'visitor', id } : { kind: 'visitor', id, name };
  const shown = from?.name ?? '';
  return { kind: 'other', email: from?.address ?? '', ...(shown === '' ? {} : { name: shown }) };
}

/** The thread in the visitor's mail program goes on from their own mail. */
function withReply(conversation: Conversation, { mail: { messageId } }: InboundMail): Conversation {
  if (messageId === undefined) return conversation;
  const { thread } = conversation;
  return { ...conversation, thread: { ...thread, ids: [...thread.ids, messageId].slice(-10), inReplyTo: messageId } };
}
