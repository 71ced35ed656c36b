import type { Files, SesAccount, Table, World } from '../ports.ts';

/** What the agent API needs from outside. */
export interface AgentPorts {
  readonly world: World;
  readonly table: Table;
  readonly files: Files;
  readonly ses: SesAccount;
  /** `wss://…`, without a query. */
  readonly websocketUrl: string;
}
