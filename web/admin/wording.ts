import type { EmailText, Settings } from '../../contract/admin.ts';
import { isSame, withText } from './merge-settings.ts';

/** One box to write in: a text, or one form of a text that depends on a count. */
export interface WordingField {
  readonly name: string;
  /** Of `Intl.PluralRules`; undefined for a text that is always the same. */
  readonly form: string | undefined;
  /** A count that takes this form. */
  readonly example: number | undefined;
  readonly defaultText: string;
}

/** The boxes for the texts of a language, in the order of the e-mail. */
export function wordingFields(defaults: Readonly<Record<string, EmailText>>, locale: string): readonly WordingField[] {
  return Object.entries(defaults).flatMap(([name, text]): WordingField[] => {
    if (typeof text === 'string') return [{ name, form: undefined, example: undefined, defaultText: text }];
    const forms = Object.entries(text);
    return forms.map(([form, defaultText]) => ({ name, form, example: exampleOf(form, locale), defaultText }));
  });
}

function exampleOf(form: string, locale: string): number | undefined {
  const rules = new Intl.PluralRules(locale);
  return Array.from({ length: 120 }, (_, count) => count + 1).find((count) => rules.select(count) === form);
}

/** What the admin has written into a box; empty where our own words stand. */
export function writtenIn(texts: Settings['texts'], locale: string, { name, form, defaultText }: WordingField): string {
  const text = texts[locale]?.[name];
  if (typeof text === 'string') return text;
  const written = text?.[form ?? ''] ?? '';
  return written === defaultText ? '' : written;
}

/**
 * The texts after something was written into a box. Our own words come back when it is emptied; a text with several forms
 * is kept whole, with ours where nothing else is written.
 */
export function withWritten(
  texts: Settings['texts'],
  locale: string,
  { name, form }: WordingField,
  written: string,
  defaults: EmailText,
): Settings['texts'] {
  if (form === undefined || typeof defaults === 'string') {
    return withText(texts, locale, name, written === '' ? undefined : written);
  }
  const own = texts[locale]?.[name];
  const forms = {
    ...defaults,
    ...(typeof own === 'object' ? own : {}),
    [form]: written === '' ? defaults[form] : written,
  };
  return withText(
    texts,
    locale,
    name,
    isSame(forms, defaults) ? undefined : (forms as Readonly<Record<string, string>>),
  );
}
