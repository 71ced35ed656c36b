import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AdminModel } from './admin-model.ts';
import { Field } from './field.tsx';
import { linesOf } from './lines.ts';
import { isSame } from './merge-settings.ts';
import { Section } from './section.tsx';
import { texts } from './texts/texts.ts';

/** Who the e-mails come from, where their links lead, and which websites may have the chat. */
export function SenderSection({ model }: { readonly model: AdminModel }): JSX.Element | null {
  const t = texts();
  const draft = model.draft.value;
  const [typedOrigins, setTypedOrigins] = useState('');
  if (draft === null) return null;
  // While it is typed the text may hold empty lines, which the setting does not.
  const origins = isSame(linesOf(typedOrigins), draft.allowedOrigins) ? typedOrigins : draft.allowedOrigins.join('\n');
  return (
    <Section name="sender">
      <Field model={model} field="fromName">
        {(aria) => (
          <input
            {...aria}
            class="input"
            dir="auto"
            maxLength={100}
            value={draft.fromName}
            onInput={(event) => model.edit({ fromName: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field model={model} field="siteUrl">
        {(aria) => (
          <input
            {...aria}
            class="input"
            type="url"
            dir="ltr"
            value={draft.siteUrl}
            onInput={(event) => model.edit({ siteUrl: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field model={model} field="allowedOrigins">
        {(aria) => (
          <textarea
            {...aria}
            class="area"
            rows={3}
            dir="ltr"
            spellcheck={false}
            value={origins}
            onInput={(event) => {
              setTypedOrigins(event.currentTarget.value);
              model.edit({ allowedOrigins: linesOf(event.currentTarget.value) });
            }}
          />
        )}
      </Field>
      {(['startByEmail', 'canary'] as const).map(
        (field) =>
          draft[field] !== undefined && (
            <div key={field} class="trigger">
              <label class="switch-line">
                <input
                  type="checkbox"
                  role="switch"
                  class="switch"
                  checked={draft[field]}
                  onChange={(event) => model.edit({ [field]: event.currentTarget.checked })}
                />
                <span class="switch-name">{t.fields[field]}</span>
              </label>
              <p class="quiet">{t.fieldHints[field]}</p>
            </div>
          ),
      )}
    </Section>
  );
}
