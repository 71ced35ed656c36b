import type { JSX } from 'preact';
import { chooseLanguage, language, languageOf, languages } from './language.ts';
import { consoleTexts, languageName } from './texts.ts';

/** Chooses the language of the page. */
export function LanguageChoice(): JSX.Element {
  return (
    <label class="language-choice">
      <span class="hidden">{consoleTexts().languageLabel}</span>
      <select
        class="select"
        value={language.value}
        onChange={(event) => chooseLanguage(languageOf([event.currentTarget.value]))}
      >
        {languages.map((one) => (
          <option key={one} value={one} lang={one}>
            {languageName(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
