import type { Draft } from '../conversation/append.ts';
import { post } from '../conversation/post.ts';
import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import type { World } from '../world.ts';
import { keep } from './keep.ts';
import type { InboundPorts } from './ports.ts';
import { continuedByMail, keepUntrusted, trusted } from './take-reply.ts';
import { contentOf } from './taken.ts';
import type { Matched } from './taken.ts';
import { areTooMany } from './too-many.ts';

/** A machine's answer: agents see it, and nothing follows from it. Whoever forges one is kept back as with any other mail. */
export async function noteAutoReply(world: World, ports: InboundPorts, matched: Matched): Promise<void> {
  const sender = trusted(matched, await ports.table.visitor(matched.conversation.visitorId));
  if (sender === 'quarantine') return keepUntrusted(world, ports, matched);
  const content = await contentOf(ports, matched);
  await note(world, ports, matched, { ...content, kind: 'auto-reply' });
}

/**
 * A mail that only its reader's key opens: agents get it as a file. If the visitor sent it, they have written and wait for an answer,
 * as with any other mail of theirs.
 */
export async function noteEncrypted(world: World, ports: InboundPorts, matched: Matched): Promise<void> {
  const { conversation } = matched;
  const sender = trusted(matched, await ports.table.visitor(conversation.visitorId));
  if (sender === 'quarantine') return keepUntrusted(world, ports, matched);
  const content = await contentOf(ports, matched);
  const draft = { ...content, text: matched.mail.mail.subject, kind: 'encrypted-mail' } as const;
  if (sender === 'other') return note(world, ports, matched, draft);
  const continued = await continuedByMail(ports, matched);
  return note(world, ports, matched, draft, (current) => written(continued(current), world.now()));
}

async function note(
  world: World,
  ports: InboundPorts,
  matched: Matched,
  draft: Omit<Draft, 'author'>,
  prepare?: (conversation: Conversation) => Conversation,
): Promise<void> {
  const { conversation, hash } = matched;
  if (await areTooMany(ports, matched))
    return keep(world, ports, matched, { state: 'quarantined', reason: 'too-many', conversation });
  await post(world, ports.table, {
    conversationId: conversation.id,
    draft: { ...draft, author: { kind: 'system' }, visibility: 'note' },
    ...(prepare === undefined ? {} : { prepare }),
    also: () => [{ kind: 'inbound-seen', hash }],
  });
}

/** The conversation in which the visitor has written something that nobody here can read. */
function written(conversation: Conversation, at: Instant): Conversation {
  const open: Conversation = { ...conversation, status: 'open', lastVisitorChannel: 'email' };
  return open.waitingSince === null ? { ...open, waitingSince: at, queuedSince: at } : open;
}
