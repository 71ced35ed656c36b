import type { Canary } from '../records/canary.ts';

/** The round trip. */
export interface CanaryStore {
  /** Undefined if it was never switched on. */
  canary(): Promise<Canary | undefined>;
}
