import type { Agent } from '../records/agent.ts';
import type { AgentId } from '../records/ids.ts';

/** Whoever has signed in as an agent. */
export interface AgentStore {
  rememberAgent(agent: Agent): Promise<void>;
  agents(): Promise<readonly Agent[]>;
  agent(id: AgentId): Promise<Agent | undefined>;
}
