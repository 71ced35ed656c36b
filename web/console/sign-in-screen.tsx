import type { JSX } from 'preact';
import { initials } from '../shared/display-text.ts';
import { LanguageChoice } from './language-choice.tsx';
import type { PageTexts } from './page-texts.ts';
import { localAgents } from './sign-in.ts';
import type { SignIn } from './sign-in.ts';
import { consoleTexts } from './texts.ts';

/** What is shown until somebody is signed in. */
export function SignInScreen({
  signIn,
  title,
  asAdmin,
  onLanguage,
}: {
  readonly signIn: SignIn;
  readonly title: string;
  readonly asAdmin: boolean;
  readonly onLanguage: PageTexts<unknown>['chooseLanguage'];
}): JSX.Element {
  const t = consoleTexts();
  const state = signIn.state.value;
  return (
    <main class="sign-in">
      <div class="sign-in-card">
        <h1>{title}</h1>
        {state === 'choose' && (
          <>
            <p>
              {t.signInAs} <span class="quiet">{t.localNote}</span>
            </p>
            <div class="sign-in-choices">
              {localAgents.map(({ id, name }) => (
                <button key={id} type="button" class="button" onClick={() => void signIn.choose(id)}>
                  <span class="avatar" aria-hidden="true">
                    {initials(name)}
                  </span>
                  {asAdmin ? t.asAdmin(name) : name}
                </button>
              ))}
            </div>
            <LanguageChoice onChoose={onLanguage} />
          </>
        )}
        {(state === 'starting' || state === 'away' || state === 'signed-in') && <p class="quiet">{t.signingIn}</p>}
        {state === 'failed' && (
          <>
            <p role="alert">{t.signInFailed}</p>
            <button type="button" class="button primary" onClick={() => void signIn.start()}>
              {t.tryAgain}
            </button>
          </>
        )}
      </div>
    </main>
  );
}
