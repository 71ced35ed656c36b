import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { EmailWording } from '../../contract/admin.ts';
import type { AdminModel } from './admin-model.ts';
import { texts } from './texts/texts.ts';
import { withWritten, wordingFields, writtenIn } from './wording.ts';

interface WordingFormProps {
  readonly model: AdminModel;
  readonly tag: string;
  /** Our own words, shown where the admin has written none. */
  readonly defaults: EmailWording;
}

/** The words of the e-mail in one language. They are saved with the other settings. */
export function WordingForm({ model, tag, defaults }: WordingFormProps): JSX.Element | null {
  const t = texts();
  const id = useId();
  const draft = model.draft.value;
  if (draft === null) return null;
  return (
    <details class="wording">
      <summary>{t.editTexts}</summary>
      <div class="wording-form">
        <p class="quiet field-hint">
          {t.usesDefault} {t.placeholders}
        </p>
        {wordingFields(defaults, tag).map((field) => {
          const key = `${id}-${field.name}-${field.form ?? ''}`;
          return (
            <div class="field" key={key}>
              <label for={key}>
                {t.emailTexts[field.name] ?? field.name}
                {field.example !== undefined && <span class="quiet"> {t.forCount(field.example)}</span>}
              </label>
              <textarea
                id={key}
                class="area"
                rows={field.defaultText.length > 70 ? 2 : 1}
                lang={tag}
                dir="auto"
                maxLength={2000}
                placeholder={field.defaultText}
                value={writtenIn(draft.texts, tag, field)}
                onInput={(event) =>
                  model.edit({
                    texts: withWritten(
                      draft.texts,
                      tag,
                      field,
                      event.currentTarget.value,
                      defaults[field.name] ?? field.defaultText,
                    ),
                  })
                }
              />
            </div>
          );
        })}
        <p class="problem">{model.wrongFields.value.has('texts') && t.wrong}</p>
      </div>
    </details>
  );
}
