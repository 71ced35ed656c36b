import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { consoleTexts } from '../console/texts.ts';
import type { AdminModel } from './admin-model.ts';
import { texts } from './texts/texts.ts';

/** Comes up with the first change, and says how saving went. */
export function SaveBar({ model }: { readonly model: AdminModel }): JSX.Element {
  const t = texts();
  const state = model.saveState.value;
  const isDirty = model.isDirty.value;
  useEffect(() => {
    if (state === 'wrong') document.querySelector<HTMLElement>('.admin [aria-invalid="true"]')?.focus();
  }, [state]);

  const words = {
    idle: isDirty ? t.unsaved : '',
    saving: t.unsaved,
    saved: t.saved,
    wrong: t.wrong,
    failed: consoleTexts().failed,
  }[state];
  return (
    <div class={isDirty ? 'save-bar shown' : 'save-bar'}>
      <p role="status" class={state === 'wrong' || state === 'failed' ? 'problem' : undefined}>
        {words}
      </p>
      {isDirty && (
        <div class="line">
          <button type="button" class="button" onClick={model.discard}>
            {t.discard}
          </button>
          <button
            type="button"
            class="button primary"
            aria-disabled={state === 'saving'}
            onClick={() => void model.save()}
          >
            {t.save}
          </button>
        </div>
      )}
    </div>
  );
}
