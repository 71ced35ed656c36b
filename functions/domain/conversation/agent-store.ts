import type { AgentId } from '../records/ids.ts';
import type { Agent } from '../records/agent.ts';

/** Whoever has signed in as an agent. */
export interface AgentStore {
  rememberAgent(agent: Agent): Promise<void>;
  agents(): Promise<readonly Agent[]>;
  agent(id: AgentId): Promise<Agent | undefined>;
}
