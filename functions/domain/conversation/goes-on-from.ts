import type { Conversation } from '../records/conversation.ts';
import type { ConversationId } from '../records/ids.ts';
import type { ConversationStore } from './conversation-store.ts';

/** Whether it is the conversation of that id, or goes on from it over however many closed ones. */
export async function goesOnFrom(
  table: Pick<ConversationStore, 'conversation'>,
  conversation: Conversation,
  id: ConversationId,
): Promise<boolean> {
  if (conversation.id === id) return true;
  if (conversation.continues === null) return false;
  const former = await table.conversation(conversation.continues);
  return former !== undefined && goesOnFrom(table, former, id);
}
