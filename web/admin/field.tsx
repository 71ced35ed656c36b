import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { AdminModel } from './admin-model.ts';
import type { SettingsField } from './merge-settings.ts';
import { texts } from './texts/texts.ts';

/** What ties an input to its hint and to what is wrong with it. */
export interface FieldAria {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string;
}

interface FieldProps {
  readonly model: AdminModel;
  readonly field: SettingsField;
  readonly children: (aria: FieldAria) => ComponentChildren;
}

/** A setting with its label, its hint and, when the server refused it, what is wrong. */
export function Field({ model, field, children }: FieldProps): JSX.Element {
  const t = texts();
  const id = useId();
  const isWrong = model.wrongFields.value.has(field);
  const hint = t.fieldHints[field];
  return (
    <div class="field">
      <label for={id}>{t.fields[field]}</label>
      {children({ id, 'aria-invalid': isWrong, 'aria-describedby': `${id}-hint ${id}-problem` })}
      {hint !== undefined && (
        <p class="quiet field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <p class="problem" id={`${id}-problem`}>
        {isWrong && (t.wrongFields[field] ?? t.wrong)}
      </p>
    </div>
  );
}
