import { linkWords } from './link-words.ts';
import type { LinkWords } from './link-words.ts';

/** What the pages behind the links of an e-mail say, and how that is written. */
export interface LinkTexts extends LinkWords {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
}

/** The texts in the locale's language, else in English. */
export function linkTexts(locale: string): LinkTexts {
  const language = spoken(locale) ?? 'en';
  return { ...(linkWords[language] ?? linkWords.en), locale: language, direction: language === 'ar' ? 'rtl' : 'ltr' };
}

/** The language that a browser's reader likes best of those that the pages speak (RFC 9110 section 12.5.4). */
export function readersLanguage(acceptLanguage: string): string | undefined {
  const wanted = acceptLanguage
    .split(',', mostLanguages)
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';');
      const weight = parameters.find((one) => one.trim().startsWith('q='))?.trim();
      return { language: spoken(tag), weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ weight }) => weight > 0);
  return wanted.toSorted((a, b) => b.weight - a.weight).find(({ language }) => language !== undefined)?.language;
}

/** Nobody reads more; what a header says beyond is not looked at. */
const mostLanguages = 20;

function spoken(tag: string): string | undefined {
  const language = tag.trim().toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(linkWords, language) ? language : undefined;
}
