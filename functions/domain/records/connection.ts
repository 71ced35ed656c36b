import type { Instant } from '../instant.ts';
import type { AgentId, ConversationId, VisitorId } from './ids.ts';
import type { SeenAddress } from './visitor.ts';

/** Who may receive pushes: the agents, or one visitor; of a limited session as long as the address it came by is theirs. */
export type Topic =
  | { readonly kind: 'agents'; readonly agentId: AgentId }
  | { readonly kind: 'visitor'; readonly visitorId: VisitorId; readonly conversationId: null }
  | ({
      readonly kind: 'visitor';
      readonly visitorId: VisitorId;
      readonly conversationId: ConversationId;
    } & SeenAddress);

export interface Connection {
  readonly id: string;
  readonly topic: Topic;
  readonly expiresAt: Instant;
}
