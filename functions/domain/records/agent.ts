import type { AgentId } from './ids.ts';

export interface Agent {
  readonly id: AgentId;
  readonly name: string;
  readonly email?: string;
}
