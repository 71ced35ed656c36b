import type { View } from '../../contract/agents.ts';
import type { Conversation, Status } from '../../contract/conversations.ts';

/** Which conversations a queue shows. */
export interface QueueFilter {
  readonly view: View;
  readonly status: Exclude<Status, 'closed'>;
  /** Whose `mine` is. */
  readonly agentId: string;
}

/** Whether a conversation belongs into the queue that is shown. */
export function belongs(conversation: Conversation, { view, status, agentId }: QueueFilter): boolean {
  const { assignee } = conversation;
  return (
    conversation.status === status && (view === 'all' || (view === 'mine' ? assignee === agentId : assignee === null))
  );
}

/**
 * The queue with a conversation as it stands now, in its place: those who wait first, longest first, then the others in
 * the order they were answered. What belongs behind the part that is loaded is left out, to come with its page.
 */
export function placed(
  queue: readonly Conversation[],
  conversation: Conversation,
  filter: QueueFilter,
  isComplete: boolean,
): readonly Conversation[] {
  const known = queue.findIndex(({ id }) => id === conversation.id);
  const before = queue[known];
  if (before !== undefined && before.updatedAt > conversation.updatedAt) return queue;
  const others = queue.filter(({ id }) => id !== conversation.id);
  if (!belongs(conversation, filter)) return others;
  const staysAnswered = before !== undefined && !isWaiting(before) && !isWaiting(conversation);
  const at = staysAnswered ? known : placeOf(others, conversation);
  if (at === others.length && !isComplete && before === undefined) return others;
  return [...others.slice(0, at), conversation, ...others.slice(at)];
}

/** Whether the visitor's name, a word of it, or their address begins like this. */
export function beginsWith({ name, email }: Conversation['visitor'], text: string): boolean {
  const wanted = text.toLocaleLowerCase();
  const words = [name ?? '', email ?? '', ...(name ?? '').split(/\s+/u)];
  return words.some((word) => word !== '' && word.toLocaleLowerCase().startsWith(wanted));
}

/** Pages put together: what has moved meanwhile is not shown twice. */
export function withPage<One extends { readonly id: string }>(
  queue: readonly One[],
  page: readonly One[],
): readonly One[] {
  const known = new Set(queue.map(({ id }) => id));
  return [...queue, ...page.filter(({ id }) => !known.has(id))];
}

/** The part of a known queue that lies below its top as it was fetched anew. */
export function belowOf(queue: readonly Conversation[], top: readonly Conversation[]): readonly Conversation[] {
  const fresh = new Set(top.map(({ id }) => id));
  const lastKnown = queue.findLastIndex(({ id }) => fresh.has(id));
  return queue.slice(lastKnown + 1).filter(({ id }) => !fresh.has(id));
}

/** The server searches by two letters at least. */
export function isTooShort(text: string): boolean {
  return Array.from(text).length < 2;
}

function placeOf(others: readonly Conversation[], { waitingSince, id }: Conversation): number {
  if (typeof waitingSince !== 'string') return others.length;
  const key = `${waitingSince}#${id}`;
  const at = others.findIndex((other) => !isWaiting(other) || `${other.waitingSince ?? ''}#${other.id}` > key);
  return at < 0 ? others.length : at;
}

function isWaiting({ waitingSince }: Conversation): boolean {
  return typeof waitingSince === 'string';
}
