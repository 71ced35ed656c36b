import type { Topic } from '../../domain/records/connection.ts';
import type { Session } from '../../domain/session/session.ts';

/** What a visitor's session may listen to. */
export function topicOf({ visitorId, scope }: Session): Topic {
  if (scope.kind === 'visitor') return { kind: 'visitor', visitorId, conversationId: null };
  return { ...scope, kind: 'visitor', visitorId };
}
