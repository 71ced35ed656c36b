import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { consoleTexts } from '../console/texts.ts';
import { IconShape } from '../shared/icon.tsx';
import { closeIcon } from '../shared/icons.ts';
import { later } from '../shared/later.ts';
import type { Notices } from './notices.ts';
import { texts } from './texts/texts.ts';

const shownMs = 8_000;

/** The last notice. It goes by itself, but not while somebody points at it or stands in it. */
export function Toast({ notices }: { readonly notices: Notices }): JSX.Element | null {
  const t = texts();
  const notice = notices.shown.value;
  const [isHeld, setHeld] = useState(false);
  useEffect(() => (notice === null || isHeld ? undefined : later(shownMs, notices.dismiss)), [notice, isHeld]);
  useEffect(() => setHeld(false), [notice]);
  if (notice === null) return null;
  const hold = (): void => setHeld(true);
  const release = (): void => setHeld(false);
  const hasFailed = notice.kind === 'failed';
  return (
    <div
      class="toast"
      role={hasFailed ? 'alert' : 'status'}
      onMouseEnter={hold}
      onMouseLeave={release}
      onFocusIn={hold}
      onFocusOut={release}
    >
      <span>{hasFailed ? t.didNotWork : t.status.solved}</span>
      <button
        type="button"
        class="text-button"
        onClick={() => {
          notices.dismiss();
          notice.act();
        }}
      >
        {hasFailed ? consoleTexts().tryAgain : t.undo}
      </button>
      <button type="button" class="icon-button small" aria-label={consoleTexts().close} onClick={notices.dismiss}>
        <IconShape shape={closeIcon} />
      </button>
    </div>
  );
}
