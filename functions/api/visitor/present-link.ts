import type { ConversationStore } from '../../domain/conversation/conversation-store.ts';
import type { NotificationStore } from '../../domain/notification/notification-store.ts';
import { ofPresentVisitor } from '../../domain/records/brought-along.ts';
import type { LinkToken, TokenPurpose } from '../../domain/records/link-token.ts';

/** A link of an e-mail, also when it has expired. Of a conversation that a login brought along since, it is that of whom it went to. */
export async function presentLink(
  table: Pick<ConversationStore, 'conversation'> & Pick<NotificationStore, 'linkToken'>,
  purpose: TokenPurpose,
  token: string,
): Promise<LinkToken | undefined> {
  const link = await table.linkToken(purpose, token);
  if (link === undefined) return undefined;
  const conversation = await table.conversation(link.conversationId);
  return conversation === undefined ? link : ofPresentVisitor(link, conversation);
}
