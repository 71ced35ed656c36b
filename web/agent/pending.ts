import type { Delivery } from '../../contract/agents.ts';
import type { Conversation } from '../../contract/conversations.ts';
import type { Message, Notification, PendingNotification } from '../../contract/messages.ts';
import type { Thread } from '../shared/thread.ts';
import { onceAddressed, withoutEmail } from './notification-words.ts';

export interface PendingAnswers extends PendingNotification {
  readonly count: number;
}

/** Why no e-mail goes out about a conversation, whatever is unread. */
export type NoEmail = 'off' | 'opted-out' | 'unreachable';

/** @param delivery undefined where the server does not say */
export function whyNoEmail(
  { visitor, optedOut }: Pick<Conversation, 'visitor' | 'optedOut'>,
  delivery: Delivery | undefined,
): NoEmail | null {
  if (delivery?.continuousConversations === false) return 'off';
  if (optedOut === true) return 'opted-out';
  return visitor.emailState === 'bounced' || visitor.emailState === 'complained' ? 'unreachable' : null;
}

/**
 * The e-mail that is still to come about a conversation's answers. None when nobody would get it or all of them are read: the
 * server notices either only when the time is up.
 */
export function pendingEmail(conversation: Conversation, delivery: Delivery | undefined): PendingNotification | null {
  const { pendingNotification, lastMessage, visitor, visitorReadThrough } = conversation;
  const isRead = lastMessage?.author?.kind === 'agent' && (lastMessage.seq ?? Infinity) <= visitorReadThrough;
  if (!pendingNotification || isRead || whyNoEmail(conversation, delivery) !== null) return null;
  return onceAddressed(pendingNotification, visitor);
}

/** What became of an answer, without an e-mail that the visitor will not get, or not yet. */
export function shownNotification(
  notification: Notification,
  conversation: Pick<Conversation, 'visitor' | 'optedOut'>,
  delivery: Delivery | undefined,
): Notification {
  return whyNoEmail(conversation, delivery) === null
    ? onceAddressed(notification, conversation.visitor)
    : withoutEmail(notification);
}

/**
 * The same of the conversation that is open, whose messages tell more: with how many answers it would carry, as far as they are
 * loaded.
 */
export function pendingAnswers(
  conversation: Conversation,
  delivery: Delivery | undefined,
  thread: Thread | undefined,
): PendingAnswers | null {
  const pending = pendingEmail(conversation, delivery);
  if (pending === null || thread === undefined) return null;
  const from = Math.max(conversation.visitorReadThrough + 1, pending.firstSeq ?? 0);
  const count = thread.messages.filter((one) => one.seq >= from && isAnswer(one) && one.notify !== 'never').length;
  return count === 0 && thread.after < from ? null : { ...pending, count };
}

function isAnswer({ author, visibility, deletedAt }: Message): boolean {
  return author.kind === 'agent' && visibility !== 'note' && deletedAt === undefined;
}
