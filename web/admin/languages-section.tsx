import type { JSX } from 'preact';
import { languageName } from '../console/language.ts';
import type { AdminModel } from './admin-model.ts';
import { Field } from './field.tsx';
import { Section } from './section.tsx';
import { texts } from './texts/texts.ts';

/** Languages that we have our own words in. */
const offered = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'ar'] as const;

/** In which languages visitors are written to. */
export function LanguagesSection({ model }: { readonly model: AdminModel }): JSX.Element | null {
  const t = texts();
  const draft = model.draft.value;
  if (draft === null) return null;
  const { locales, defaultLocale } = draft;
  const all = [...new Set<string>([...offered, ...locales])];

  function toggle(tag: string, isOn: boolean): void {
    const chosen = all.filter((one) => (one === tag ? isOn : locales.includes(one)));
    model.edit({ locales: chosen });
  }

  return (
    <Section name="languages" hint={t.languagesHint}>
      <fieldset class="languages" aria-invalid={model.wrongFields.value.has('locales')}>
        <legend class="hidden">{t.fields.locales}</legend>
        {all.map((tag) => (
          <label key={tag} class="check-line">
            <input
              type="checkbox"
              checked={locales.includes(tag)}
              disabled={tag === defaultLocale}
              onChange={(event) => toggle(tag, event.currentTarget.checked)}
            />
            {languageName(tag)}
          </label>
        ))}
      </fieldset>
      <Field model={model} field="defaultLocale">
        {(aria) => (
          <select
            {...aria}
            class="select"
            value={defaultLocale}
            onChange={(event) => model.edit({ defaultLocale: event.currentTarget.value })}
          >
            {locales.map((tag) => (
              <option key={tag} value={tag}>
                {languageName(tag)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Section>
  );
}
