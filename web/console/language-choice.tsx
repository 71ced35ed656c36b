import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { language, languageOf, languages } from './language.ts';
import type { Language } from './language.ts';
import type { PageTexts } from './page-texts.ts';
import { consoleTexts, languageName } from './texts.ts';

interface LanguageChoiceProps {
  readonly onChoose: PageTexts<unknown>['chooseLanguage'];
}

/** Chooses the language of the page; it is shown once its words are there. */
export function LanguageChoice({ onChoose }: LanguageChoiceProps): JSX.Element {
  const t = consoleTexts();
  const [notLoaded, setNotLoaded] = useState<Language | null>(null);

  function choose(chosen: Language): void {
    onChoose(chosen).catch(() => setNotLoaded(chosen));
  }

  return (
    <>
      <label class="language-choice">
        <span class="hidden">{t.languageLabel}</span>
        <select
          class="select"
          value={language.value}
          onChange={({ currentTarget }) => {
            const chosen = languageOf([currentTarget.value]);
            currentTarget.value = language.value;
            choose(chosen);
          }}
        >
          {languages.map((one) => (
            <option key={one} value={one} lang={one}>
              {languageName(one)}
            </option>
          ))}
        </select>
      </label>
      {notLoaded !== null && (
        <ConfirmDialog
          title={t.tryAgain}
          question={t.notLoaded}
          onYes={() => choose(notLoaded)}
          onClose={() => setNotLoaded(null)}
        />
      )}
    </>
  );
}
