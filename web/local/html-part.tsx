import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { locale } from '../console/language.ts';
import { fileSize } from '../shared/files.ts';
import { clipBytes, framed, htmlBytes, warnBytes } from './mail-content.ts';
import { texts } from './texts/texts.ts';

/** How e-mails are looked at, whichever one it is and whatever was looked at in between. */
const isNarrow = signal(false);
const isDark = signal(false);

/** The HTML as a mail program shows it: no scripts, no forms, no access to this page; links open in a new tab. */
export function HtmlPart({ html }: { readonly html: string }): JSX.Element {
  const t = texts();
  const bytes = htmlBytes(html);
  const tone = bytes > clipBytes ? 'danger' : bytes > warnBytes ? 'warn' : 'good';
  return (
    <div class="html-part">
      <div class="html-tools">
        <label class="check-line">
          <input
            type="checkbox"
            checked={isNarrow.value}
            onChange={(event) => (isNarrow.value = event.currentTarget.checked)}
          />
          {t.narrow}
        </label>
        <label class="check-line">
          <input
            type="checkbox"
            checked={isDark.value}
            onChange={(event) => (isDark.value = event.currentTarget.checked)}
          />
          {t.dark}
        </label>
        <label class={`size ${tone}`}>
          <meter min={0} max={clipBytes} low={warnBytes} high={clipBytes} optimum={0} value={bytes} />
          {t.size(fileSize(bytes, locale.value), fileSize(clipBytes, locale.value))}
        </label>
      </div>
      <div class={`html-paper${isNarrow.value ? ' narrow' : ''}`}>
        <Paper html={framed(html)} />
      </div>
    </div>
  );
}

/**
 * The e-mail as high as it is. Nothing can reach into the frame that is shown, so its height is taken from a second one of the
 * same width: nobody sees that, it runs nothing and leads nowhere.
 */
function Paper({ html }: { readonly html: string }): JSX.Element {
  const measured = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState<number | undefined>(undefined);

  function measure(): void {
    // A document that is just being loaded may have no root yet.
    const root = measured.current?.contentDocument?.documentElement as HTMLElement | null | undefined;
    if ((root?.scrollHeight ?? 0) > 0) setHeight(root?.scrollHeight);
  }

  useEffect(() => {
    if (measured.current === null) return undefined;
    const watch = new ResizeObserver(measure);
    watch.observe(measured.current);
    return () => watch.disconnect();
  }, []);

  return (
    <>
      <iframe
        class={`html-frame${isDark.value ? ' dark' : ''}`}
        title={texts().mailFrame}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        style={height === undefined ? undefined : { blockSize: `${height}px` }}
        srcdoc={html}
      />
      <iframe
        ref={measured}
        class="html-measure"
        aria-hidden="true"
        tabIndex={-1}
        sandbox="allow-same-origin"
        srcdoc={html}
        onLoad={measure}
      />
    </>
  );
}
