import type { WidgetTexts } from './texts.ts';

/** Each language is a chunk of its own; a visitor loads one. */
const loaders: Readonly<Record<string, () => Promise<{ readonly default: WidgetTexts }>>> = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  it: () => import('./it.ts'),
  pt: () => import('./pt.ts'),
  nl: () => import('./nl.ts'),
  pl: () => import('./pl.ts'),
  tr: () => import('./tr.ts'),
  ar: () => import('./ar.ts'),
};

export interface LoadedTexts {
  /** BCP 47: the first wanted tag whose language there is, with the region that is wanted with it; else `en`. */
  readonly locale: string;
  readonly texts: WidgetTexts;
}

/** The texts of the first wanted language that there is; who wants none leaves it empty. */
export async function loadTexts(wanted: readonly string[]): Promise<LoadedTexts> {
  for (const tag of wanted) {
    const load = loaders[languageOf(tag)];
    if (load === undefined || !isTag(tag)) continue;
    // A page in "en" does not say how its reader writes times; a browser in "en-GB" does.
    const locale = wanted.find((one) => one.startsWith(`${tag}-`) && isTag(one)) ?? tag;
    return { locale, texts: (await load()).default };
  }
  return { locale: 'en', texts: (await import('./en.ts')).default };
}

function languageOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/u)[0] ?? '';
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
