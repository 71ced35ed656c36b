import { post } from '../conversation/post.ts';
import type { World } from '../ports.ts';
import { keep } from './keep.ts';
import type { InboundPorts } from './ports.ts';
import { contentOf } from './taken.ts';
import type { Matched } from './taken.ts';
import { areTooMany } from './too-many.ts';

/** A machine's answer: agents see it, and nothing follows from it. */
export async function noteAutoReply(world: World, ports: InboundPorts, matched: Matched): Promise<void> {
  const { conversation, hash } = matched;
  if (await areTooMany(ports.table, matched))
    return keep(world, ports, matched, { state: 'quarantined', reason: 'too-many', conversation });
  await post(world, ports.table, {
    conversationId: conversation.id,
    draft: {
      ...(await contentOf(ports, matched)),
      author: { kind: 'system' },
      kind: 'auto-reply',
      visibility: 'note',
    },
    also: () => [{ kind: 'inbound-seen', hash }],
  });
}
