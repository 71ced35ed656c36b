import { ar } from './ar.ts';
import { de } from './de.ts';
import type { EmailTexts, PluralForms } from './email-texts.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { tr } from './tr.ts';

const dictionaries = { de, en, fr, es, it, pt, nl, pl, tr, ar };

/** A language the unread e-mail is written in. */
export type EmailLocale = keyof typeof dictionaries;

export const emailLocales = Object.keys(dictionaries) as readonly EmailLocale[];

/** The texts of a locale before an admin changed them; those of its language, or the English ones. */
export function defaultTexts(locale: string): EmailTexts {
  return dictionaries[emailLocaleFor(locale)];
}

/** The language of the e-mail for a wanted BCP 47 tag: that of the tag, else English. */
export function emailLocaleFor(wanted: string): EmailLocale {
  const language = wanted.split(/[-_]/, 1)[0]?.toLowerCase();
  return emailLocales.find((locale) => locale === language) ?? 'en';
}

/** The tag by which dates and numbers are written: the wanted one with its region, if its language is the e-mail's. */
export function formattingLocale(wanted: string): string {
  const language = emailLocaleFor(wanted);
  try {
    const [canonical] = Intl.getCanonicalLocales(wanted.replaceAll('_', '-'));
    return canonical?.split('-', 1)[0] === language ? canonical : language;
  } catch {
    return language;
  }
}

/** The default texts with the admin's in place; a text that they emptied falls back to the default. */
export function textsWithOverrides(locale: string, overrides: Partial<EmailTexts>): EmailTexts {
  const given = Object.entries(overrides).filter(([, text]) => !isBlank(text));
  return { ...defaultTexts(locale), ...(Object.fromEntries(given) as Partial<EmailTexts>) };
}

/** The form for a count, in the language's own plural rules. */
export function pluralForm(forms: PluralForms, count: number, locale: string): string {
  const form = forms[new Intl.PluralRules(locale).select(count)];
  return form === undefined || isBlank(form) ? forms.other : form;
}

/** Puts values where `{name}` stands; a name that is not given stays as it is, so that a mistyped one is seen. */
export function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-z]{1,20})\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : placeholder,
  );
}

function isBlank(text: string | PluralForms | undefined): boolean {
  if (text === undefined) return true;
  return (typeof text === 'string' ? text : text.other).trim() === '';
}
