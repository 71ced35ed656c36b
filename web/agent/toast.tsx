import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { consoleTexts } from '../console/texts.ts';
import { IconShape } from '../shared/icon.tsx';
import { closeIcon } from '../shared/icons.ts';
import type { Notices } from './notices.ts';
import { texts } from './texts/texts.ts';

const shownMs = 8_000;

/** The last notice. It goes by itself, but not while somebody points at it or stands in it. */
export function Toast({ notices }: { readonly notices: Notices }): JSX.Element | null {
  const t = texts();
  const notice = notices.shown.value;
  const toast = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      if (toast.current?.matches(':hover, :focus-within') !== true) notices.dismiss();
    }, shownMs);
    return () => clearInterval(timer);
  }, [notice]);
  if (notice === null) return null;
  const hasFailed = notice.kind === 'failed';
  return (
    <div ref={toast} class="toast" role={hasFailed ? 'alert' : 'status'}>
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
