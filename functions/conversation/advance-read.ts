import type { Table, World } from '../ports.ts';
import { untilNotLost } from './commit-or-retry.ts';
import type { Conversation } from './conversation.ts';
import type { Message } from './message.ts';

/** Moves a read cursor forward to a message; null if it stood there already or further. Throws Busy. */
export async function advanceRead(
  world: World,
  table: Pick<Table, 'advanceRead'>,
  reader: 'visitor' | 'agent',
  through: Message,
): Promise<Conversation | null> {
  return untilNotLost(world, async () => {
    const moved = await table.advanceRead(through.conversationId, reader, through);
    return moved === 'lost' ? moved : { result: moved };
  });
}
