import type { Conversation, Status } from '../../contract/conversations.ts';
import type { AgentApi } from './agent-api.ts';
import type { Notices } from './notices.ts';
import type { Outgoing } from './outbox.ts';

/** What an agent changes about a conversation, be it open or not. What does not work they are told. */
export interface ConversationChanges {
  readonly assign: (conversation: Conversation, agentId: string | null) => Promise<void>;
  /** Solving can be undone for a while. */
  readonly changeStatus: (conversation: Conversation, status: Status) => Promise<void>;
  /** What follows from an answer once it is sent: who answers first takes over, and the conversation may be done with. */
  readonly follow: (conversation: Conversation, sent: Pick<Outgoing, 'visibility' | 'andThen'>) => Promise<void>;
}

export interface ChangesOptions {
  readonly api: Pick<AgentApi, 'assign' | 'changeStatus'>;
  readonly notices: Notices;
  readonly agentId: string;
  /** Takes note of a conversation as it stands now. */
  readonly take: (conversation: Conversation) => void;
}

export function createConversationChanges({ api, notices, agentId, take }: ChangesOptions): ConversationChanges {
  /** Taken over once; who then gives it away does not get it back with their next answer. */
  const takenOver = new Set<string>();

  function assign({ id }: Conversation, to: string | null): Promise<void> {
    return notices.attempt(async () => take(await api.assign(id, to)));
  }

  async function changeStatus({ id, status: before }: Conversation, status: Status): Promise<void> {
    if (status === before) return;
    await notices.attempt(async () => {
      const changed = await api.changeStatus(id, status);
      take(changed);
      if (status === 'solved') notices.tell({ kind: 'solved', act: () => void changeStatus(changed, before) });
    });
  }

  return {
    assign,
    changeStatus,
    async follow(conversation, { visibility, andThen }) {
      const { id } = conversation;
      if (visibility === 'public' && conversation.assignee === null && !takenOver.has(id)) {
        takenOver.add(id);
        await assign(conversation, agentId);
      }
      if (andThen !== undefined) await changeStatus(conversation, andThen);
    },
  };
}
