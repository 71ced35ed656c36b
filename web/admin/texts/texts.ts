import { language } from '../../console/language.ts';
import type { Language } from '../../console/language.ts';
import type { AdminTexts } from './admin-texts.ts';
import de from './de.ts';
import en from './en.ts';

const dictionaries: Readonly<Record<Language, AdminTexts>> = { en, de };

/** The texts in the language that is shown. Read inside a component it renders again with it. */
export function texts(): AdminTexts {
  return dictionaries[language.value];
}
