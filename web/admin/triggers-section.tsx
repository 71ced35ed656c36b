import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Trigger } from '../../contract/admin.ts';
import { languageName } from '../console/language.ts';
import { consoleTexts } from '../console/texts.ts';
import { IconShape } from '../shared/icon.tsx';
import { warningIcon } from '../shared/icons.ts';
import type { AdminModel } from './admin-model.ts';
import { Section } from './section.tsx';
import { texts } from './texts/texts.ts';

/** The automatic messages, and the conflict between them. */
export function TriggersSection({ model }: { readonly model: AdminModel }): JSX.Element | null {
  const t = texts();
  const loaded = model.triggers.value;
  const locales = model.settings.value?.locales ?? [];
  if (loaded === null) return null;
  const away = loaded.triggers.find(({ id }) => id === 'away-message');
  return (
    <Section name="triggers" hint={t.triggersHint}>
      {loaded.conflict !== undefined && away !== undefined && (
        <div class="notice" role="status">
          <IconShape shape={warningIcon} size={20} />
          <div>
            <p>{t.conflict}</p>
            <button
              type="button"
              class="button small"
              onClick={() => void model.saveTrigger({ ...away, active: false }).catch(() => undefined)}
            >
              {t.conflictFix}
            </button>
          </div>
        </div>
      )}
      <ul class="triggers">
        {loaded.triggers.map((trigger) => (
          <li key={trigger.id}>
            <TriggerView trigger={trigger} locales={locales} model={model} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface TriggerViewProps {
  readonly trigger: Trigger;
  readonly locales: readonly string[];
  readonly model: AdminModel;
}

function TriggerView({ trigger, locales, model }: TriggerViewProps): JSX.Element {
  const t = texts();
  const [hasFailed, setFailed] = useState(false);
  const { name, hint } = t.triggers[trigger.id];

  async function switchTo(active: boolean): Promise<void> {
    setFailed(false);
    await model.saveTrigger({ ...trigger, active }).catch(() => setFailed(true));
  }

  return (
    <div class="trigger">
      <label class="switch-line">
        <input
          type="checkbox"
          role="switch"
          class="switch"
          checked={trigger.active}
          onChange={(event) => void switchTo(event.currentTarget.checked)}
        />
        <span class="switch-name">{name}</span>
      </label>
      <p class="quiet">{hint}</p>
      <details class="wording">
        <summary>{t.editTexts}</summary>
        <Wording trigger={trigger} locales={locales} model={model} />
      </details>
      <p class="problem" role="alert">
        {hasFailed && consoleTexts().failed}
      </p>
    </div>
  );
}

/** The admin's own words in each language; where there are none ours are used. */
function Wording({ trigger, locales, model }: TriggerViewProps): JSX.Element {
  const t = texts();
  const id = useId();
  const [written, setWritten] = useState<Readonly<Record<string, string>>>(trigger.texts);
  const [state, setState] = useState<'idle' | 'saved' | 'failed'>('idle');

  async function save(): Promise<void> {
    const kept = Object.fromEntries(
      Object.entries(written)
        .map(([tag, text]) => [tag, text.trim()] as const)
        .filter(([, text]) => text !== ''),
    );
    try {
      await model.saveTrigger({ ...trigger, texts: kept });
      setState('saved');
    } catch {
      setState('failed');
    }
  }

  return (
    <form
      class="wording-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p class="quiet field-hint">{t.usesDefault}</p>
      {locales.map((tag) => (
        <div class="field" key={tag}>
          <label for={`${id}-${tag}`}>{languageName(tag)}</label>
          <textarea
            id={`${id}-${tag}`}
            class="area"
            rows={3}
            lang={tag}
            dir="auto"
            maxLength={2000}
            placeholder={trigger.defaultTexts[tag] ?? ''}
            value={written[tag] ?? ''}
            onInput={(event) => {
              setWritten({ ...written, [tag]: event.currentTarget.value });
              setState('idle');
            }}
          />
        </div>
      ))}
      <div class="line">
        <button type="submit" class="button small">
          {t.saveTexts}
        </button>
        <span role="status" class={state === 'failed' ? 'problem' : 'quiet'}>
          {state === 'saved' && t.savedTexts}
          {state === 'failed' && consoleTexts().failed}
        </span>
      </div>
    </form>
  );
}
