import type { JSX } from 'preact';
import { Refusal } from '../shared/call.ts';
import { NotLoaded } from './page-texts.ts';
import { consoleTexts } from './texts.ts';

/** Why a page cannot begin. */
export type Problem = 'not-allowed' | 'not-loaded' | 'failed';

export function problemOf(error: unknown): Problem {
  if (error instanceof NotLoaded) return 'not-loaded';
  return error instanceof Refusal && error.status === 403 ? 'not-allowed' : 'failed';
}

interface ProblemScreenProps {
  readonly problem: Problem;
  readonly title: string;
  /** For all but a file that did not come: then the page is loaded again, as the same person. */
  readonly onSignOut: () => void;
}

/** What is shown in place of a page that cannot begin. */
export function ProblemScreen({ problem, title, onSignOut }: ProblemScreenProps): JSX.Element {
  const t = consoleTexts();
  const words: Readonly<Record<Problem, string>> = {
    'not-allowed': t.notAllowed,
    'not-loaded': t.notLoaded,
    failed: t.signInFailed,
  };
  return (
    <main class="sign-in">
      <div class="sign-in-card">
        <h1>{title}</h1>
        <p role="alert">{words[problem]}</p>
        <button type="button" class="button" onClick={problem === 'not-loaded' ? () => location.reload() : onSignOut}>
          {t.tryAgain}
        </button>
      </div>
    </main>
  );
}
