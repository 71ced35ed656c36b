import { beforeFirst } from '../records/ids.ts';
import type { ConversationId } from '../records/ids.ts';
import type { Message } from '../records/message.ts';
import type { ConversationStore } from './conversation-store.ts';

/** DynamoDB gives no more than 1 MB at once, which is 100 of the longest messages. */
const page = 100;

/** All messages of a conversation, notes and other people's mail included, oldest first. */
export async function allMessages(
  table: Pick<ConversationStore, 'messages'>,
  id: ConversationId,
): Promise<readonly Message[]> {
  const all: Message[] = [];
  for (;;) {
    const found = await table.messages(id, { after: all.at(-1)?.seq ?? beforeFirst, limit: page });
    all.push(...found);
    if (found.length < page) return all;
  }
}
