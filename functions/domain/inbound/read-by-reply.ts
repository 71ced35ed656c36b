import type { ConversationStore } from '../conversation/conversation-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { Conversation } from '../records/conversation.ts';

/**
 * Who replies to an e-mail has read what was e-mailed: moves the visitor's cursor through the newest e-mail of the
 * conversation. Undefined if none was sent.
 */
export async function readThroughEmails(
  table: Pick<ConversationStore, 'message'> & Pick<NotificationStore, 'ledger'>,
  conversation: Conversation,
): Promise<((current: Conversation) => Conversation) | undefined> {
  const { emails } = await table.ledger(conversation.id);
  const newest = emails.at(-1);
  const shown = newest && (await table.message(conversation.id, newest.upTo));
  if (shown === undefined) return undefined;
  return (current) =>
    current.visitorReadThrough >= shown.seq
      ? current
      : { ...current, visitorReadThrough: shown.seq, visitorReadCount: shown.countsThrough.agent };
}
