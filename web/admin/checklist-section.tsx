import type { JSX } from 'preact';
import type { Check } from '../../contract/admin.ts';
import { consoleTexts } from '../console/texts.ts';
import { IconShape } from '../shared/icon.tsx';
import type { Shape } from '../shared/icon.tsx';
import { checkIcon, refreshIcon, warningIcon } from '../shared/icons.ts';
import type { AdminModel } from './admin-model.ts';
import { isAdvice } from './advice.ts';
import { Section } from './section.tsx';
import { texts } from './texts/texts.ts';

const looks: Readonly<Record<Check['state'] | 'advice', readonly [Shape, string]>> = {
  ok: [checkIcon, 'good'],
  missing: [warningIcon, 'warn'],
  failing: [warningIcon, 'danger'],
  advice: [warningIcon, 'warn'],
};

/** The preconditions with their live state, and the way to mend what is missing. */
export function ChecklistSection({ model }: { readonly model: AdminModel }): JSX.Element {
  const t = texts();
  const checks = model.checklist.value;
  return (
    <Section name="checklist" hint={t.checklistHint}>
      <ul class="checks" aria-busy={model.isChecking.value}>
        {(checks ?? []).map((check) => {
          const { id, detail, remedy } = check;
          const state = check.state !== 'ok' && isAdvice(check) ? 'advice' : check.state;
          const [icon, tone] = looks[state];
          return (
            <li key={id} class="check">
              <span class={`check-mark ${tone}`}>
                <IconShape shape={icon} />
              </span>
              <div>
                <p>
                  <strong>{t.checks[id] ?? id}</strong>{' '}
                  <span class={state === 'ok' ? 'hidden' : `chip ${tone}`}>{t.checkStates[state]}</span>
                </p>
                <p class="quiet">{detail}</p>
                {state !== 'ok' && remedy !== undefined && remedy !== '' && (
                  <p>
                    <b>{t.remedy}</b> {remedy}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {checks === null && !model.isChecking.value && (
        <p class="problem" role="alert">
          {consoleTexts().failed}
        </p>
      )}
      <p>
        <button
          type="button"
          class="button small"
          aria-disabled={model.isChecking.value}
          onClick={() => void model.check()}
        >
          <IconShape shape={refreshIcon} />
          {t.checkAgain}
        </button>
      </p>
    </Section>
  );
}
