import type { Instant } from '../instant.ts';
import type { Write } from '../records/write.ts';
import type { Settings } from '../settings/settings.ts';
import type { CanaryStore } from './canary-store.ts';
import { heard, sings, unhatched } from './canary.ts';

/**
 * What must be written with settings that switch the canary on or off: from when on it is waited for. Nothing while it stays
 * as it is.
 */
export async function canarySwitched(
  table: CanaryStore,
  before: Settings,
  after: Settings,
  now: Instant,
): Promise<readonly Write[]> {
  if (sings(before) === sings(after)) return [];
  const { version } = (await table.canary()) ?? unhatched;
  const fresh = { ...unhatched, version };
  return [{ kind: 'canary', value: sings(after) ? heard(fresh, now) : fresh }];
}
