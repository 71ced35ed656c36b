import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { locale } from '../console/language.ts';
import { consoleTexts } from '../console/texts.ts';
import type { EmailPreview } from './admin-api.ts';
import type { AdminModel } from './admin-model.ts';
import { languageLabel } from './language-label.ts';
import { Section } from './section.tsx';
import { texts } from './texts/texts.ts';

/** The e-mail as it would go out, and a test of the way it takes. */
export function PreviewSection({ model }: { readonly model: AdminModel }): JSX.Element | null {
  const t = texts();
  const settings = model.settings.value;
  const [tag, setTag] = useState(settings?.defaultLocale ?? 'en');
  const [email, setEmail] = useState<EmailPreview | null>(null);
  const [to, setTo] = useState('');
  const [state, setState] = useState<'idle' | 'sent' | 'failed'>('idle');

  useEffect(() => {
    model.preview(tag).then(setEmail, () => setEmail(null));
  }, [model, tag, settings]);

  async function send(): Promise<void> {
    try {
      await model.sendTestEmail(to.trim(), tag);
      setState('sent');
    } catch {
      setState('failed');
    }
  }

  return (
    <Section heading={t.previewHeading}>
      <div class="field">
        <label for="preview-language">{t.previewLanguage}</label>
        <select
          id="preview-language"
          class="select"
          value={tag}
          onChange={(event) => setTag(event.currentTarget.value)}
        >
          {(settings?.locales ?? []).map((one) => (
            <option key={one} value={one}>
              {languageLabel(one, locale.value)}
            </option>
          ))}
        </select>
      </div>
      {email !== null && (
        <div class="preview" lang={tag}>
          <p>
            <strong>{email.subject}</strong>
          </p>
          <pre class="text" dir="auto">
            {email.text}
          </pre>
        </div>
      )}
      <form
        class="line"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label for="test-to">{t.testTo}</label>
        <input
          id="test-to"
          class="input test-to"
          type="email"
          dir="ltr"
          value={to}
          onInput={(event) => setTo(event.currentTarget.value)}
        />
        <button type="submit" class="button small">
          {t.sendTest}
        </button>
        <span role="status" class={state === 'failed' ? 'problem' : 'quiet'}>
          {state === 'sent' && t.testSent}
          {state === 'failed' && consoleTexts().failed}
        </span>
      </form>
    </Section>
  );
}
