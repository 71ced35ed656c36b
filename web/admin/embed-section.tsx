import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { IconShape } from '../shared/icon.tsx';
import { copyIcon } from '../shared/icons.ts';
import { embedCode } from './embed-code.ts';
import { Section } from './section.tsx';
import { texts } from './texts/texts.ts';

/** The lines that bring the chat onto a site. */
export function EmbedSection(): JSX.Element {
  const t = texts();
  const [isCopied, setCopied] = useState(false);
  const code = embedCode(location.origin);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
      setTimeout(() => setCopied(false), 3_000);
    } catch {
      // It can still be marked and copied by hand.
    }
  }

  return (
    <Section name="website" hint={t.embedHint}>
      <pre class="code" tabIndex={0} dir="ltr">
        <code>{code}</code>
      </pre>
      <div class="line">
        <button type="button" class="button small" onClick={() => void copy()}>
          <IconShape shape={copyIcon} />
          {t.copy}
        </button>
        <span role="status" class="quiet">
          {isCopied && t.copied}
        </span>
      </div>
    </Section>
  );
}
