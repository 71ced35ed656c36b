import { isRead } from '../conversation/past-hold.ts';
import type { Conversation } from '../records/conversation.ts';
import type { Pending } from '../records/episode.ts';
import type { Visitor } from '../records/visitor.ts';
import { refusalOf } from './decide.ts';

/**
 * The e-mail that is pending, as far as anything that is known now lets it go out; null while `decide` would refuse it, be it that all of
 * it was read. That it is pending stays written down: another address may come, and whether one goes out is decided when the clock rings.
 */
export function expectedEmail(conversation: Conversation, { address }: Pick<Visitor, 'address'>): Pending | null {
  const { pending } = conversation;
  if (pending === null || isRead(conversation, pending)) return null;
  return refusalOf(conversation, address) === null ? pending : null;
}
