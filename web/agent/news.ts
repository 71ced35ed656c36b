import type { Conversation } from '../../contract/conversations.ts';

/** Tells what is new from what was only changed. */
export interface News {
  /** Whether this push brings a message of a visitor's (or of somebody who wrote by e-mail) that nobody here has been told of. */
  readonly isNew: (conversation: Conversation) => boolean;
}

/** So long after a message a push about it is news; after a break the queue shows it anyway. */
const freshMs = 5 * 60_000;

export function createNews(serverNow: () => number): News {
  const told = new Map<string, number>();
  return {
    isNew({ id, lastMessage, lastSeq, unreadCount }) {
      const before = told.get(id) ?? 0;
      told.set(id, Math.max(before, lastSeq));
      if (lastSeq <= before || unreadCount === 0) return false;
      const by = lastMessage?.author?.kind;
      const sentAt = Date.parse(lastMessage?.sentAt ?? '');
      return (by === 'visitor' || by === 'other') && serverNow() - sentAt < freshMs;
    },
  };
}
