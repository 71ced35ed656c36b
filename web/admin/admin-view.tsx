import { useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { language, times } from '../console/language.ts';
import { LanguageChoice } from '../console/language-choice.tsx';
import { consoleTexts } from '../console/texts.ts';
import { plainName } from '../shared/display-text.ts';
import type { AdminModel } from './admin-model.ts';
import { isAdvice } from './advice.ts';
import { ChecklistSection } from './checklist-section.tsx';
import { Contents } from './contents.tsx';
import { EmailSection } from './email-section.tsx';
import { EmbedSection } from './embed-section.tsx';
import { HoursSection } from './hours-section.tsx';
import { LanguagesSection } from './languages-section.tsx';
import { SaveBar } from './save-bar.tsx';
import { SenderSection } from './sender-section.tsx';
import { StaleDialog } from './stale-dialog.tsx';
import { SwitchSection } from './switch-section.tsx';
import { chooseLanguage, texts } from './texts/texts.ts';
import { TimesSection } from './times-section.tsx';
import { TriggersSection } from './triggers-section.tsx';
import { VisitorsSection } from './visitors-section.tsx';

interface AdminViewProps {
  readonly model: AdminModel;
  readonly onSignOut: () => void;
}

/** Everything an admin decides, in one column. */
export function AdminView({ model, onSignOut }: AdminViewProps): JSX.Element {
  const t = texts();
  const isDirty = model.isDirty.value;

  useSignalEffect(() => {
    document.title = texts().title;
  });

  useEffect(() => {
    if (!isDirty) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isDirty]);

  // The checklist comes in the language of the page, first when the page opens.
  useEffect(() => {
    void model.check();
  }, [model, language.value]);

  return (
    <>
      <header class="admin-bar">
        <div class="bar-start">
          <p class="bar-title">{consoleTexts().adminPage}</p>
          <a href="/agent">{consoleTexts().agentPage}</a>
        </div>
        <div class="bar-end">
          <LanguageChoice onChoose={chooseLanguage} />
          <button type="button" class="button" onClick={onSignOut}>
            {consoleTexts().signOut}
          </button>
        </div>
      </header>
      <div class="admin-page">
        <Contents />
        <main class="admin">
          <div class="admin-title">
            <h1>{t.title}</h1>
            <Status model={model} />
            <LastChange model={model} />
          </div>
          <SwitchSection model={model} />
          <TriggersSection model={model} />
          <ChecklistSection model={model} />
          <TimesSection model={model} />
          <HoursSection model={model} />
          <SenderSection model={model} />
          <LanguagesSection model={model} />
          <EmailSection model={model} />
          <EmbedSection />
          <VisitorsSection model={model} />
          <SaveBar model={model} />
        </main>
      </div>
      {model.stale.value !== null && <StaleDialog model={model} stale={model.stale.value} />}
    </>
  );
}

function Status({ model }: { readonly model: AdminModel }): JSX.Element | null {
  const t = texts();
  const settings = model.settings.value;
  if (settings === null) return null;
  if (!settings.continuousConversations) return <span class="chip">{t.inactive}</span>;
  const checks = model.checklist.value;
  if (checks === null) return <span class="chip">{t.active}</span>;
  const faults = checks.filter(({ state }) => state !== 'ok');
  if (faults.length === 0) return <span class="chip good">{t.active}</span>;
  return (
    <a class="chip warn" href="#checklist">
      {faults.every(isAdvice) ? t.pleaseCheck : t.incomplete}
    </a>
  );
}

function LastChange({ model }: { readonly model: AdminModel }): JSX.Element | null {
  const { changedBy, changedAt } = model.settings.value ?? {};
  if (changedBy === undefined || changedAt === undefined) return null;
  return <p class="quiet">{texts().lastChange(plainName(changedBy.name), times.value.exact(changedAt))}</p>;
}
