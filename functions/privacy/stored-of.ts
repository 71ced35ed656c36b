import type { ConversationId, VisitorId } from '../conversation/ids.ts';
import { beforeFirst } from '../conversation/ids.ts';
import type { Message } from '../conversation/message.ts';
import type { KeptMail } from '../conversation/records.ts';
import type { Table } from '../ports.ts';

/** DynamoDB gives no more than 1 MB at once, which is 100 of the longest messages. */
const page = 100;

/** All messages of a conversation, notes and other people's mail included, oldest first. */
export async function allMessages(table: Pick<Table, 'messages'>, id: ConversationId): Promise<readonly Message[]> {
  const all: Message[] = [];
  for (;;) {
    const found = await table.messages(id, { after: all.at(-1)?.seq ?? beforeFirst, limit: page });
    all.push(...found);
    if (found.length < page) return all;
  }
}

/** Kept mail that was for one of the visitor's conversations, or came from his address. */
export async function keptMailsOf(
  table: Pick<Table, 'keptMails'>,
  conversations: readonly ConversationId[],
  email: string | undefined,
): Promise<readonly KeptMail[]> {
  const found: KeptMail[] = [];
  for (const state of ['unmatched', 'quarantined'] as const) {
    let cursor: string | undefined;
    do {
      const listed = await table.keptMails(state, { limit: page, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...listed.mails);
      cursor = listed.cursor;
    } while (cursor !== undefined);
  }
  return found.filter(
    ({ conversationId, from }) =>
      (conversationId !== null && conversations.includes(conversationId)) ||
      from.toLowerCase() === email?.toLowerCase(),
  );
}

/** What a visitor is known by: his conversations, and his address if he has one. Undefined if nothing is stored of him. */
export async function tracesOf(
  table: Pick<Table, 'visitor' | 'conversationsOf'>,
  id: VisitorId,
): Promise<
  { readonly visitor: Awaited<ReturnType<Table['visitor']>>; readonly ids: readonly ConversationId[] } | undefined
> {
  const [visitor, ids] = await Promise.all([table.visitor(id), table.conversationsOf(id)]);
  return visitor === undefined && ids.length === 0 ? undefined : { visitor, ids };
}
