import type { Topic } from '../conversation/records.ts';
import { isStillAddress } from '../conversation/visitor.ts';
import type { Visitor } from '../conversation/visitor.ts';
import type { Session } from '../http/session-token.ts';

/** What a visitor's session may listen to. */
export function topicOf({ visitorId, scope }: Session): Topic {
  if (scope.kind === 'visitor') return { kind: 'visitor', visitorId, conversationId: null };
  return { ...scope, kind: 'visitor', visitorId };
}

/** Whether its session came by an address that is not the visitor's any more. */
export function isRevoked(topic: Topic, visitor: Visitor | undefined): boolean {
  if (topic.kind === 'agents') return false;
  if (visitor === undefined) return true;
  // Topics stored before they named an address end with their connection, after two hours.
  return topic.conversationId !== null && 'email' in topic && !isStillAddress(visitor, topic);
}
