import type { WidgetTexts } from './texts.ts';

/** Each is a file of its own beside the panel's; a visitor loads one. */
export const languages: readonly string[] = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'ar'];

export interface LoadedTexts {
  /** BCP 47: the first wanted tag whose language there is, with the region that is wanted with it; else `en`. */
  readonly locale: string;
  readonly texts: WidgetTexts;
}

/** The texts of the first wanted language that there is; who wants none leaves it empty. */
export async function loadTexts(
  wanted: readonly string[],
  fetchTexts: (language: string) => Promise<unknown>,
): Promise<LoadedTexts> {
  const tag = wanted.find((one) => languages.includes(languageOf(one)) && isTag(one)) ?? 'en';
  // A page in "en" does not say how its reader writes times; a browser in "en-GB" does.
  const locale = wanted.find((one) => one.startsWith(`${tag}-`) && isTag(one)) ?? tag;
  const { default: texts } = (await fetchTexts(languageOf(tag))) as { readonly default: WidgetTexts };
  return { locale, texts };
}

function languageOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/u)[0] ?? '';
}

function isTag(tag: string): boolean {
  try {
    return Boolean(new Intl.Locale(tag));
  } catch {
    return false;
  }
}
