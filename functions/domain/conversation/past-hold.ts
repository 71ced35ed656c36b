import { unreadCount } from '../records/conversation.ts';
import type { Conversation } from '../records/conversation.ts';
import type { SkipReason } from '../records/decision.ts';
import type { Pending } from '../records/episode.ts';
import type { Message } from '../records/message.ts';

/** An episode that is over, and why no e-mail went out about it. */
export interface Past {
  readonly pending: Pending;
  readonly reason: SkipReason;
}

/**
 * The episode that a new answer ends instead of joining it: an agent holds it, and nothing of it is left to hold back. No clock would
 * end it, and their hold would lie on whatever follows. An armed one needs no end: its ring sets the time anew.
 */
export function pastHold(conversation: Conversation, { dueAt }: Pick<Message, 'dueAt'>): Past | null {
  const { pending } = conversation;
  if (dueAt === undefined || pending?.state !== 'held-by-agent' || !isRead(conversation, pending)) return null;
  return { pending, reason: reasonOfEnd(conversation, pending) };
}

/** Nothing of the episode is left unread. */
export function isRead(conversation: Conversation, { answers }: Pending): boolean {
  return (
    unreadCount(conversation, 'visitor') <= 0 ||
    (answers?.every((seq) => seq <= conversation.visitorReadThrough) ?? false)
  );
}

/** Why an episode is over of which nothing is left unread: it was read, or else taken back. */
export function reasonOfEnd({ visitorReadThrough }: Conversation, { firstSeq }: Pending): SkipReason {
  return visitorReadThrough >= firstSeq ? 'skipped-read' : 'skipped-by-agent';
}
