import * as keys from './keys.ts';
import type { TableItems } from './table-items.ts';
import type { CanaryStore } from '../../domain/canary/canary-store.ts';
import type { Canary } from '../../domain/records/canary.ts';

export function canaryStore({ get }: TableItems): CanaryStore {
  return {
    async canary() {
      const item = await get(keys.canaryKey);
      return item && { ...(item.data as Canary), version: item.version as number };
    },
  };
}
