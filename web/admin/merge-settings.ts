import type { EmailWording, Settings } from '../../contract/admin.ts';

/** The fields that two admins can set independently of each other. */
const mergedFields = [
  'continuousConversations',
  'delayMinutes',
  'emailReplyDelayMinutes',
  'fromName',
  'siteUrl',
  'allowedOrigins',
  'startByEmail',
  'canary',
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
  /** The same, but theirs where both changed. */
  readonly mergedTheirs: Settings;
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
  let mergedTheirs: Settings = theirs;
  for (const field of mergedFields) {
    const iChanged = !isSame(base[field], mine[field]);
    const theyChanged = !isSame(base[field], theirs[field]);
    if (!iChanged) {
      if (theyChanged) taken.push(field);
    } else if (field === 'texts') {
      const texts = mergeTexts(base.texts, mine.texts, theirs.texts);
      merged = { ...merged, texts: texts.merged };
      mergedTheirs = { ...mergedTheirs, texts: texts.mergedTheirs };
      if (!isSame(texts.merged, texts.mergedTheirs)) conflicts.push(field);
    } else {
      const isConflict = theyChanged && !isSame(mine[field], theirs[field]);
      merged = { ...merged, [field]: mine[field] };
      if (isConflict) conflicts.push(field);
      else mergedTheirs = { ...mergedTheirs, [field]: mine[field] };
    }
  }
  return { merged, mergedTheirs, conflicts, taken };
}

type Texts = Settings['texts'];

/** Text by text: two admins who word different sentences do not get in each other's way. */
function mergeTexts(base: Texts, mine: Texts, theirs: Texts): { readonly merged: Texts; readonly mergedTheirs: Texts } {
  let merged = theirs;
  let mergedTheirs = theirs;
  for (const [locale, name] of textsThatDiffer(base, mine)) {
    const own = mine[locale]?.[name];
    merged = withText(merged, locale, name, own);
    const theyChanged = !isSame(base[locale]?.[name], theirs[locale]?.[name]);
    if (!theyChanged) mergedTheirs = withText(mergedTheirs, locale, name, own);
  }
  return { merged, mergedTheirs };
}

/** The texts, as locale and name, that are not the same in both. */
export function textsThatDiffer(a: Texts, b: Texts): readonly (readonly [locale: string, name: string])[] {
  const locales = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return locales.flatMap((locale) => {
    const names = [...new Set([...Object.keys(a[locale] ?? {}), ...Object.keys(b[locale] ?? {})])];
    return names.filter((name) => !isSame(a[locale]?.[name], b[locale]?.[name])).map((name) => [locale, name] as const);
  });
}

/** The texts with one of them replaced; without it, and without a language that has none left, if it is undefined. */
export function withText(texts: Texts, locale: string, name: string, text: EmailWording[string] | undefined): Texts {
  const others = Object.entries(texts[locale] ?? {}).filter(([one]) => one !== name);
  const wording = Object.fromEntries(text === undefined ? others : [...others, [name, text] as const]);
  const otherLocales = Object.entries(texts).filter(([one]) => one !== locale);
  return Object.fromEntries(
    Object.keys(wording).length === 0 ? otherLocales : [...otherLocales, [locale, wording] as const],
  );
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
