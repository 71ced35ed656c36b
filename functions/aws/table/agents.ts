import * as keys from './keys.ts';
import type { TableItems } from './table-items.ts';
import type { AgentStore } from '../../domain/conversation/agent-store.ts';
import type { Agent } from '../../domain/records/agent.ts';

export function agentStore({ get, partition, put }: TableItems): AgentStore {
  return {
    async rememberAgent(agent) {
      await put({ ...keys.agentKey(agent.id), type: 'agent', data: agent });
    },
    async agents() {
      return (await partition('AGENTS', '')).map((item) => item.data as Agent);
    },
    async agent(id) {
      return (await get(keys.agentKey(id)))?.data as Agent | undefined;
    },
  };
}
