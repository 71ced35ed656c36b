import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { EmailPreview } from '../../contract/admin.ts';
import { EmailFrame } from '../console/email-frame.tsx';
import { languageName } from '../console/language.ts';
import type { AdminModel } from './admin-model.ts';
import { Section } from './section.tsx';
import { TestEmail } from './test-email.tsx';
import { texts } from './texts/texts.ts';
import { WordingForm } from './wording-form.tsx';

/** Long enough that not every letter that is typed asks for a preview. */
const settlingMs = 350;

/** The e-mail as it would go out with what stands on the page, its words, and a test of the way it takes. */
export function EmailSection({ model }: { readonly model: AdminModel }): JSX.Element | null {
  const t = texts();
  const draft = model.draft.value;
  const saved = model.settings.value;
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [part, setPart] = useState<'html' | 'text'>('html');
  const [isNarrow, setNarrow] = useState(false);
  const [isDark, setDark] = useState(false);
  const [shown, setShown] = useState<{ readonly tag: string; readonly email: EmailPreview } | null>(null);
  const tag =
    chosen !== undefined && draft?.locales.includes(chosen) === true ? chosen : (draft?.defaultLocale ?? 'en');
  const fromName = draft?.fromName ?? '';
  const words = draft?.texts[tag];

  useEffect(() => {
    if (fromName.trim() === '') return undefined;
    let isStale = false;
    const ask = (): void => {
      model.preview({ locale: tag, fromName, texts: words ?? {} }).then(
        (email) => {
          if (!isStale) setShown({ tag, email });
        },
        // What is shown stays: the next change, or saving, says what is wrong.
        () => undefined,
      );
    };
    const timer = setTimeout(ask, settlingMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [model, tag, fromName, words, saved]);

  if (draft === null) return null;
  const isUnsaved = fromName !== saved?.fromName || words !== saved.texts[tag];
  return (
    <Section name="email" hint={t.emailHint}>
      <div class="line spread">
        <label class="line">
          <span class="hidden">{t.emailLanguage}</span>
          <select class="select" value={tag} onChange={(event) => setChosen(event.currentTarget.value)}>
            {draft.locales.map((one) => (
              <option key={one} value={one}>
                {languageName(one)}
              </option>
            ))}
          </select>
        </label>
        <div class="tabs" role="group" aria-label={t.emailPart}>
          {(['html', 'text'] as const).map((one) => (
            <button key={one} type="button" class="tab" aria-pressed={one === part} onClick={() => setPart(one)}>
              {t.emailParts[one]}
            </button>
          ))}
        </div>
      </div>
      {shown !== null && (
        <div class="mail-shown">
          <dl class="mail-lines">
            <div>
              <dt>{t.emailFrom}</dt>
              <dd>
                <bdi>{shown.email.from}</bdi>
              </dd>
            </div>
            <div>
              <dt>{t.emailSubject}</dt>
              <dd>
                <strong dir="auto">{shown.email.subject}</strong>
              </dd>
            </div>
          </dl>
          {part === 'html' ? (
            <EmailFrame
              html={shown.email.html}
              title={t.headings.email}
              look={`preview-frame${isNarrow ? ' narrow' : ''}${isDark ? ' dark' : ''}`}
            />
          ) : (
            <pre class="mail-text" dir="auto" lang={shown.tag} tabIndex={0}>
              {shown.email.text}
            </pre>
          )}
        </div>
      )}
      {part === 'html' && (
        <div class="line looks">
          <label class="check-line">
            <input type="checkbox" checked={isNarrow} onChange={(event) => setNarrow(event.currentTarget.checked)} />
            {t.emailNarrow}
          </label>
          <label class="check-line">
            <input type="checkbox" checked={isDark} onChange={(event) => setDark(event.currentTarget.checked)} />
            {t.emailDark}
          </label>
          {isUnsaved && <span class="chip warn">{t.emailUnsaved}</span>}
        </div>
      )}
      {shown?.tag === tag && <WordingForm key={tag} model={model} tag={tag} defaults={shown.email.defaultTexts} />}
      <TestEmail model={model} tag={tag} />
    </Section>
  );
}
