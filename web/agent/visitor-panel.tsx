import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { languageName, times } from '../console/language.ts';
import { consoleTexts } from '../console/texts.ts';
import { Refusal } from '../shared/call.ts';
import { initials, plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { blockIcon, warningIcon } from '../shared/icons.ts';
import { Fact } from './fact.tsx';
import { visitorName } from './names.ts';
import { OtherConversations } from './other-conversations.tsx';
import { texts } from './texts/texts.ts';
import type { ThreadModel } from './thread-model.ts';
import type { Workspace } from './workspace.ts';

interface VisitorProps {
  readonly workspace: Workspace;
  readonly model: ThreadModel;
}

/** Who the visitor is, beside the conversation where there is room. */
export function VisitorPanel(props: VisitorProps): JSX.Element {
  return (
    <aside class="visitor" aria-label={texts().visitorHeading}>
      <VisitorFacts {...props} />
    </aside>
  );
}

/** Who the visitor is. */
export function VisitorFacts({ workspace, model }: VisitorProps): JSX.Element | null {
  const t = texts();
  const [isEditing, setEditing] = useState(false);
  const visitor = model.visitor.value;
  if (visitor === null) return null;
  const { email, emailState, name, createdAt, pageUrl } = visitor;
  const isBroken = emailState === 'bounced' || emailState === 'complained';
  return (
    <>
      <p class="visitor-name">
        <span class="avatar" aria-hidden="true">
          {initials(name ?? email ?? '')}
        </span>
        <bdi>{visitorName(visitor, t)}</bdi>
      </p>
      <dl class="facts">
        <Fact term={t.email}>
          {isEditing ? (
            <EmailForm initial={email ?? ''} onSave={model.changeEmail} onDone={() => setEditing(false)} />
          ) : (
            <>
              {typeof email === 'string' ? (
                <bdi>{visitor.emailShown ?? email}</bdi>
              ) : (
                <span class="quiet">{t.noEmail}</span>
              )}
              {typeof email === 'string' && emailState !== undefined && (
                <span class={isBroken ? 'chip danger' : 'chip'}>
                  {isBroken && <IconShape shape={warningIcon} />}
                  {t.emailStates[emailState]}
                </span>
              )}
              {model.conversation.value?.optedOut === true && (
                <span class="chip warn">
                  <IconShape shape={blockIcon} />
                  {t.emailStates.complained}
                </span>
              )}
              <button type="button" class="text-button" onClick={() => setEditing(true)}>
                {typeof email === 'string' ? t.changeEmail : t.giveEmail}
              </button>
            </>
          )}
        </Fact>
        {visitor.locale !== undefined && <Fact term={t.locale}>{languageName(visitor.locale)}</Fact>}
        {pageUrl !== undefined && (
          <Fact term={t.firstPage}>
            <bdi>{plainName(pageUrl)}</bdi>
          </Fact>
        )}
        {createdAt !== undefined && (
          <Fact term={t.since}>
            <time dateTime={createdAt}>{times.value.exact(createdAt)}</time>
          </Fact>
        )}
        <OtherConversations workspace={workspace} conversations={model.others.value} />
      </dl>
    </>
  );
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
  const field = useRef<HTMLInputElement>(null);
  // The button that was pressed is gone: letters typed on nothing would be taken for shortcuts.
  useLayoutEffect(() => field.current?.focus(), []);

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
        ref={field}
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
