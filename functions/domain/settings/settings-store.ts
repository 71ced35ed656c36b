import type { Rules } from './settings.ts';

/** What admins decide. */
export interface SettingsStore {
  rules(): Promise<Rules>;
}
