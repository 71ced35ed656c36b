import { language } from '../../console/language.ts';
import type { Language } from '../../console/language.ts';
import type { AgentTexts } from './agent-texts.ts';
import de from './de.ts';
import en from './en.ts';

const dictionaries: Readonly<Record<Language, AgentTexts>> = { en, de };

/** The texts in the language that is shown. Read inside a component it renders again with it. */
export function texts(): AgentTexts {
  return dictionaries[language.value];
}
