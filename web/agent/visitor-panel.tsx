import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { locale, times } from '../console/language.ts';
import { consoleTexts } from '../console/texts.ts';
import { Refusal } from '../shared/call.ts';
import { initials, plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { blockIcon, warningIcon } from '../shared/icons.ts';
import { visitorName } from './names.ts';
import { texts } from './texts/texts.ts';
import type { ThreadModel } from './thread-model.ts';

/** Who the visitor is. */
export function VisitorPanel({ model }: { readonly model: ThreadModel }): JSX.Element | null {
  const t = texts();
  const [isEditing, setEditing] = useState(false);
  const visitor = model.visitor.value;
  if (visitor === null) return null;
  const { email, emailState, name, createdAt, pageUrl } = visitor;
  const isBroken = emailState === 'bounced' || emailState === 'complained';
  return (
    <aside class="visitor" aria-label={t.visitorHeading}>
      <h2>
        <span class="avatar" aria-hidden="true">
          {initials(name ?? email ?? '')}
        </span>
        <bdi>{visitorName(visitor, t)}</bdi>
      </h2>
      <dl class="facts">
        <div>
          <dt>{t.email}</dt>
          <dd>
            {isEditing ? (
              <EmailForm initial={email ?? ''} onSave={model.changeEmail} onDone={() => setEditing(false)} />
            ) : (
              <>
                {typeof email === 'string' ? <bdi>{email}</bdi> : <span class="quiet">{t.noEmail}</span>}
                {typeof email === 'string' && emailState !== undefined && (
                  <span class={isBroken ? 'chip danger' : 'chip'}>
                    {isBroken && <IconShape shape={warningIcon} />}
                    {t.emailStates[emailState]}
                  </span>
                )}
                {model.conversation.value?.optedOut === true && (
                  <span class="chip warn">
                    <IconShape shape={blockIcon} />
                    {t.optedOut}
                  </span>
                )}
                <button type="button" class="text-button" onClick={() => setEditing(true)}>
                  {typeof email === 'string' ? t.changeEmail : t.giveEmail}
                </button>
              </>
            )}
          </dd>
        </div>
        {visitor.locale !== undefined && (
          <div>
            <dt>{t.locale}</dt>
            <dd>{languageName(visitor.locale)}</dd>
          </div>
        )}
        {pageUrl !== undefined && (
          <div>
            <dt>{t.firstPage}</dt>
            <dd>
              <bdi>{plainName(pageUrl)}</bdi>
            </dd>
          </div>
        )}
        {createdAt !== undefined && (
          <div>
            <dt>{t.since}</dt>
            <dd>{times.value.exact(createdAt)}</dd>
          </div>
        )}
      </dl>
    </aside>
  );
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([locale.value], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

interface EmailFormProps {
  readonly initial: string;
  readonly onSave: (email: string) => Promise<void>;
  readonly onDone: () => void;
}

function EmailForm({ initial, onSave, onDone }: EmailFormProps): JSX.Element {
  const t = texts();
  const id = useId();
  const [typed, setTyped] = useState(initial);
  const [problem, setProblem] = useState('');

  async function save(): Promise<void> {
    try {
      await onSave(typed.trim());
      onDone();
    } catch (error) {
      const known = error instanceof Refusal ? t.emailProblems[error.code] : undefined;
      setProblem(known ?? consoleTexts().failed);
    }
  }

  return (
    <form
      class="email-edit"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        class="input"
        type="email"
        dir="ltr"
        aria-label={t.email}
        aria-invalid={problem !== ''}
        aria-describedby={`${id}-problem`}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <p class="problem" id={`${id}-problem`} role="alert">
        {problem}
      </p>
      <div class="email-edit-actions">
        <button type="submit" class="button small primary">
          {t.save}
        </button>
        <button type="button" class="button small" onClick={onDone}>
          {consoleTexts().cancel}
        </button>
      </div>
    </form>
  );
}
