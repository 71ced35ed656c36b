import type { JSX } from 'preact';
import { weekdays } from '../../contract/admin.ts';
import type { Hours, OpenSpan, Weekday } from '../../contract/admin.ts';
import { IconShape } from '../shared/icon.tsx';
import { closeIcon, plusIcon } from '../shared/icons.ts';
import type { AdminModel } from './admin-model.ts';
import { Field } from './field.tsx';
import { shownEnd, spanProblem, takenEnd, usualHours, withOneMore, withSpans } from './hours.ts';
import { Section } from './section.tsx';
import { texts } from './texts/texts.ts';

/** When the company is there, by the clocks of its time zone. */
export function HoursSection({ model }: { readonly model: AdminModel }): JSX.Element | null {
  const t = texts();
  const draft = model.draft.value;
  if (draft === null) return null;
  const { hours } = draft;
  return (
    <Section name="hours">
      <label class="switch-line">
        <input
          type="checkbox"
          role="switch"
          class="switch"
          checked={hours === null}
          onChange={(event) => model.edit({ hours: event.currentTarget.checked ? null : usualHours })}
        />
        <span>{t.alwaysOpen}</span>
      </label>
      <p class="quiet">{t.alwaysOpenHint}</p>
      {hours !== null && (
        <ul class="days">
          {weekdays.map((day) => (
            <li key={day} class="day">
              <Day day={day} hours={hours} onChange={(changed) => model.edit({ hours: changed })} />
            </li>
          ))}
        </ul>
      )}
      <p class="problem">{model.wrongFields.value.has('hours') && t.wrongFields.hours}</p>
      <Field model={model} field="timeZone">
        {(aria) => (
          <>
            <input
              {...aria}
              class="input"
              list="time-zones"
              autocomplete="off"
              value={draft.timeZone}
              onInput={(event) => model.edit({ timeZone: event.currentTarget.value })}
            />
            <datalist id="time-zones">
              {Intl.supportedValuesOf('timeZone').map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </Section>
  );
}

interface DayProps {
  readonly day: Weekday;
  readonly hours: Hours;
  readonly onChange: (hours: Hours) => void;
}

function Day({ day, hours, onChange }: DayProps): JSX.Element {
  const t = texts();
  const name = t.weekdays[day];
  const spans = hours[day] ?? [];
  const problem = spanProblem(spans);

  function change(at: number, span: OpenSpan | undefined): void {
    const changed = spans.flatMap((one, index) => (index !== at ? [one] : span === undefined ? [] : [span]));
    onChange(withSpans(hours, day, changed));
  }

  return (
    <>
      <span class="day-name">{name}</span>
      <div class="spans">
        {spans.length === 0 && <span class="quiet">{t.closedDay}</span>}
        {spans.map((span, at) => (
          <div class="span" key={at}>
            <input
              class="input time"
              type="time"
              aria-label={t.from(name)}
              aria-invalid={problem !== undefined}
              value={span.from}
              onInput={(event) => change(at, { ...span, from: event.currentTarget.value })}
            />
            <span aria-hidden="true">–</span>
            <input
              class="input time"
              type="time"
              aria-label={t.to(name)}
              aria-invalid={problem !== undefined}
              value={shownEnd(span.to)}
              onInput={(event) => change(at, { ...span, to: takenEnd(event.currentTarget.value) })}
            />
            <button
              type="button"
              class="icon-button"
              aria-label={t.removeSpan(name)}
              title={t.removeSpan(name)}
              onClick={() => change(at, undefined)}
            >
              <IconShape shape={closeIcon} />
            </button>
          </div>
        ))}
        {problem !== undefined && (
          <p class="problem" role="alert">
            {t.spanProblems[problem]}
          </p>
        )}
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={t.addSpan(name)}
        title={t.addSpan(name)}
        onClick={() => onChange(withOneMore(hours, day))}
      >
        <IconShape shape={plusIcon} />
      </button>
    </>
  );
}
