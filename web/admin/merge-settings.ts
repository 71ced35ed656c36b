import type { Settings } from './admin-api.ts';

/** The fields that two admins can set independently of each other. */
const mergedFields = [
  'continuousConversations',
  'delayMinutes',
  'emailReplyDelayMinutes',
  'fromName',
  'siteUrl',
  'allowedOrigins',
  'hours',
  'timeZone',
  'defaultLocale',
  'locales',
  'texts',
] as const satisfies readonly (keyof Settings)[];

export type SettingsField = (typeof mergedFields)[number];

export interface Merge {
  /** Theirs, with my changes where they changed nothing; where both did, mine. */
  readonly merged: Settings;
  /** Fields that both changed, to different values. */
  readonly conflicts: readonly SettingsField[];
  /** Fields that only they changed. */
  readonly taken: readonly SettingsField[];
}

/** Puts my changes to `base` on top of what somebody else saved meanwhile, and says where a person must decide. */
export function mergeSettings(base: Settings, mine: Settings, theirs: Settings): Merge {
  const conflicts: SettingsField[] = [];
  const taken: SettingsField[] = [];
  let merged: Settings = theirs;
  for (const field of mergedFields) {
    const iChanged = !isSame(base[field], mine[field]);
    const theyChanged = !isSame(base[field], theirs[field]);
    if (iChanged) merged = { ...merged, [field]: mine[field] };
    if (theyChanged && iChanged && !isSame(mine[field], theirs[field])) conflicts.push(field);
    else if (theyChanged && !iChanged) taken.push(field);
  }
  return { merged, conflicts, taken };
}

/** Whether two settings' values are the same, the order of keys aside. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = b as Readonly<Record<string, unknown>>;
  return left.length === Object.keys(right).length && left.every(([key, value]) => isSame(value, right[key]));
}

/** The fields in which two settings differ. */
export function changedFields(a: Settings, b: Settings): readonly SettingsField[] {
  return mergedFields.filter((field) => !isSame(a[field], b[field]));
}
