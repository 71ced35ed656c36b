import type { Conversation } from '../records/conversation.ts';
import type { ConversationId } from '../records/ids.ts';
import type { Transactions, Write } from '../records/write.ts';
import type { World } from '../world.ts';
import { commitOrRetry } from './commit-or-retry.ts';
import type { ConversationStore } from './conversation-store.ts';

/**
 * Changes a conversation by a pure function, which is asked again whenever somebody else was faster. Returns the
 * conversation as changed (or as it is, when the function returns it unchanged); undefined if there is none. Throws Busy.
 */
export async function changeConversation(
  world: World,
  table: Pick<ConversationStore, 'conversation'> & Transactions,
  id: ConversationId,
  change: (conversation: Conversation) => Conversation,
  also: (changed: Conversation) => readonly Write[] = () => [],
): Promise<Conversation | undefined> {
  return commitOrRetry<Conversation | undefined>(world, table, async () => {
    const conversation = await table.conversation(id);
    if (conversation === undefined) return { writes: [], result: undefined };
    const changed = change(conversation);
    if (changed === conversation) return { writes: [], result: conversation };
    return { writes: [{ kind: 'conversation', value: changed }, ...also(changed)], result: changed };
  });
}
