import type { Conversation } from '../records/conversation.ts';
import type { Message } from '../records/message.ts';
import type { World } from '../world.ts';
import { untilNotLost } from './commit-or-retry.ts';
import type { ConversationStore } from './conversation-store.ts';

/** Moves a read cursor forward to a message; null if it stood there already or further. Throws Busy. */
export async function advanceRead(
  world: World,
  table: Pick<ConversationStore, 'advanceRead'>,
  reader: 'visitor' | 'agent',
  through: Message,
): Promise<Conversation | null> {
  return untilNotLost(world, async () => {
    const moved = await table.advanceRead(through.conversationId, reader, through);
    return moved === 'lost' ? moved : { result: moved };
  });
}
