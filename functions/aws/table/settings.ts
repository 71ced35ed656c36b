import * as keys from './keys.ts';
import type { TableItems } from './table-items.ts';
import type { SettingsStore } from '../../domain/settings/settings-store.ts';
import { firstSettings, firstTrigger, triggerIds } from '../../domain/settings/settings.ts';
import type { Company, Rules, Settings, Trigger } from '../../domain/settings/settings.ts';

export function settingsStore({ partition }: TableItems, company: Company): SettingsStore {
  return {
    async rules(): Promise<Rules> {
      const items = await partition('SETTINGS', '');
      const settings = items.find((item) => item.sk === 'CURRENT')?.data as Settings | undefined;
      const triggers = triggerIds.map((id): [string, Trigger] => {
        const stored = items.find((item) => item.sk === keys.triggerKey(id).sk)?.data as Trigger | undefined;
        return [id, stored ?? firstTrigger(id)];
      });
      return {
        // What was saved before a setting existed lacks it.
        settings: { ...firstSettings(company), ...settings },
        triggers: Object.fromEntries(triggers) as Rules['triggers'],
      };
    },
  };
}
