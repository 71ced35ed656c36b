import type { JSX } from 'preact';
import { NoAnswer, Refusal } from '../shared/call.ts';
import { NotLoaded } from './page-texts.ts';
import { consoleTexts } from './texts.ts';

/** Why a page cannot begin. */
export type Problem = 'not-allowed' | 'not-loaded' | 'no-answer' | 'not-signed-in';

export function problemOf(error: unknown): Problem {
  if (error instanceof NotLoaded) return 'not-loaded';
  if (error instanceof NoAnswer) return 'no-answer';
  // What is no answer of our API comes from the provider, when one signs in again.
  if (!(error instanceof Refusal) || error.status === 401) return 'not-signed-in';
  return error.status === 403 ? 'not-allowed' : 'no-answer';
}

interface ProblemScreenProps {
  readonly problem: Problem;
  readonly title: string;
  /** What is missing, in the words of the page. */
  readonly what?: string;
  /** When it is about who one is; otherwise the page is loaded again, as the same person. */
  readonly onSignOut: () => void;
}

/** What is shown in place of a page that cannot begin. */
export function ProblemScreen({ problem, title, what, onSignOut }: ProblemScreenProps): JSX.Element {
  const t = consoleTexts();
  const words: Readonly<Record<Problem, string>> = {
    'not-allowed': t.notAllowed,
    'not-loaded': t.notLoaded,
    'no-answer': t.noAnswer,
    'not-signed-in': t.signInFailed,
  };
  const isAboutPerson = problem === 'not-allowed' || problem === 'not-signed-in';
  return (
    <main class="sign-in">
      <div class="sign-in-card">
        <h1>{title}</h1>
        <p role="alert">
          {what} {words[problem]}
        </p>
        <button type="button" class="button" onClick={isAboutPerson ? onSignOut : () => location.reload()}>
          {t.tryAgain}
        </button>
      </div>
    </main>
  );
}
