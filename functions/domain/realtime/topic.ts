import type { Topic } from '../records/connection.ts';
import { isStillAddress } from '../records/visitor.ts';
import type { Visitor } from '../records/visitor.ts';

/** Whether its session came by an address that is not the visitor's any more. */
export function isRevoked(topic: Topic, visitor: Visitor | undefined): boolean {
  if (topic.kind === 'agents') return false;
  if (visitor === undefined) return true;
  // Topics stored before they named an address end with their connection, after two hours.
  return topic.conversationId !== null && 'email' in topic && !isStillAddress(visitor, topic);
}
