import type { JSX } from 'preact';
import { consoleTexts } from '../console/texts.ts';
import { texts } from './texts/texts.ts';
import type { ThreadModel } from './thread-model.ts';

/** Stands where the messages will be. It is tried again by itself; who does not want to wait for that presses the button. */
export function LoadingLine({ model }: { readonly model: ThreadModel }): JSX.Element {
  const t = texts();
  if (!model.hasFailed.value) {
    return (
      <p class="aside loading" role="status">
        {t.loading}
      </p>
    );
  }
  return (
    <p class="aside problem" role="alert">
      {t.notLoaded}{' '}
      <button type="button" class="text-button" onClick={() => void model.load()}>
        {consoleTexts().tryAgain}
      </button>
    </p>
  );
}
