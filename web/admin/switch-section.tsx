import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { consoleTexts } from '../console/texts.ts';
import type { AdminModel } from './admin-model.ts';
import { Section } from './section.tsx';
import { texts } from './texts/texts.ts';

/** The switch of the whole feature. It acts at once. */
export function SwitchSection({ model }: { readonly model: AdminModel }): JSX.Element {
  const t = texts();
  const [hasFailed, setFailed] = useState(false);
  const isOn = model.settings.value?.continuousConversations ?? false;
  const asks = model.triggers.value?.triggers.some(({ id, active }) => id === 'request-email' && active) ?? false;

  async function run(work: Promise<void>): Promise<void> {
    setFailed(false);
    await work.catch(() => setFailed(true));
  }

  return (
    <Section name="switch">
      <label class="switch-line">
        <input
          type="checkbox"
          role="switch"
          class="switch"
          checked={isOn}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            // It moves once that is saved.
            event.currentTarget.checked = isOn;
            void run(model.switchFeature(checked));
          }}
        />
        <span class="switch-name">{t.switchLabel}</span>
      </label>
      <p class="quiet">{isOn ? t.switchHint : t.offHint}</p>
      {(isOn || asks) && (
        <p>
          <button type="button" class="button small" onClick={() => void run(model.disableBoth())}>
            {t.disableBoth}
          </button>
        </p>
      )}
      <p class="problem" role="alert">
        {hasFailed && consoleTexts().failed}
      </p>
    </Section>
  );
}
