import { computed, signal } from '@preact/signals';
import { createTimes } from '../shared/times.ts';

/** The languages of the pages for agents and admins. */
export const languages = ['en', 'de'] as const;

export type Language = (typeof languages)[number];

const key = 'continuous-chat-console:language';

/** The language that is shown, chosen by the reader or by their browser. */
export const language = signal<Language>(firstLanguage());

/** Dates and times in that language, with the reader's own regional habits where they fit. */
export const times = computed(() => createTimes(localeOf(language.value, navigator.languages)));

export const locale = computed(() => localeOf(language.value, navigator.languages));

/** The name of a language in the reader's own. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([locale.value], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function showLanguage(chosen: Language): void {
  language.value = chosen;
  document.documentElement.lang = chosen;
  try {
    localStorage.setItem(key, chosen);
  } catch {
    // Then it is asked of the browser again next time.
  }
}

/** The first of the wanted tags that is in the language, such as `en-GB` for `en`. */
function localeOf(wanted: Language, tags: readonly string[]): string {
  return tags.find((tag) => languageOf([tag]) === wanted && tag.toLowerCase().startsWith(wanted)) ?? wanted;
}

/** The language that suits the wanted tags best. */
export function languageOf(tags: readonly string[]): Language {
  for (const tag of tags) {
    const found = languages.find((one) => tag.toLowerCase().split('-')[0] === one);
    if (found !== undefined) return found;
  }
  return 'en';
}

function firstLanguage(): Language {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(key);
  } catch {
    // A browser that keeps nothing.
  }
  const first = languageOf(stored === null ? navigator.languages : [stored]);
  document.documentElement.lang = first;
  return first;
}
