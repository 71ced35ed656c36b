import type { JSX } from 'preact';
import type { AdminModel } from './admin-model.ts';
import { Field } from './field.tsx';
import { Replayed } from './replayed.tsx';
import { Section } from './section.tsx';
import { texts } from './texts/texts.ts';

const presets = [3, 5, 10, 15, 30, 60] as const;

/** How long an answer may stay unread before it is e-mailed. */
export function TimesSection({ model }: { readonly model: AdminModel }): JSX.Element | null {
  const t = texts();
  const draft = model.draft.value;
  if (draft === null) return null;
  return (
    <Section name="times" hint={t.timesHint}>
      <Field model={model} field="delayMinutes">
        {(aria) => (
          <div class="line">
            <input
              {...aria}
              class="input number"
              type="number"
              inputMode="numeric"
              min={1}
              max={1440}
              step={1}
              value={Number.isNaN(draft.delayMinutes) ? '' : draft.delayMinutes}
              onInput={(event) => model.edit({ delayMinutes: event.currentTarget.valueAsNumber })}
            />
            <span>{t.minutes}</span>
            <span class="presets">
              {presets.map((minutes) => (
                <button
                  key={minutes}
                  type="button"
                  class="button small"
                  aria-pressed={draft.delayMinutes === minutes}
                  onClick={() => model.edit({ delayMinutes: minutes })}
                >
                  {minutes}
                </button>
              ))}
            </span>
          </div>
        )}
      </Field>
      <Replayed model={model} delayMinutes={draft.delayMinutes} />
      <Field model={model} field="emailReplyDelayMinutes">
        {(aria) => (
          <div class="line">
            <input
              {...aria}
              class="input number"
              type="number"
              inputMode="numeric"
              min={0}
              max={1440}
              step={1}
              value={Number.isNaN(draft.emailReplyDelayMinutes) ? '' : draft.emailReplyDelayMinutes}
              onInput={(event) => model.edit({ emailReplyDelayMinutes: event.currentTarget.valueAsNumber })}
            />
            <span>{t.minutes}</span>
          </div>
        )}
      </Field>
    </Section>
  );
}
