import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface PreviewFrameProps {
  readonly html: string;
  readonly title: string;
  readonly isNarrow: boolean;
  readonly isDark: boolean;
}

/**
 * An e-mail of our own as a mail program shows it, as high as it is. The frame runs nothing and leads nowhere. The page's policy
 * holds in it too and lets no style stand in HTML, so the e-mail's styles are taken out before it is parsed and put in by script.
 */
export function PreviewFrame({ html, title, isNarrow, isDark }: PreviewFrameProps): JSX.Element {
  const frame = useRef<HTMLIFrameElement>(null);
  const { markup, sheets } = withoutStyles(html);

  useEffect(() => {
    if (frame.current !== null) frame.current.srcdoc = trusted(markup);
  }, [markup]);

  useEffect(() => {
    if (frame.current === null) return undefined;
    const watch = new ResizeObserver(() => fitHeight(frame.current));
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);

  return (
    <iframe
      ref={frame}
      class={`preview-frame${isNarrow ? ' narrow' : ''}${isDark ? ' dark' : ''}`}
      title={title}
      // Without scripts in it, this only lets the page reach in.
      sandbox="allow-same-origin"
      onLoad={() => {
        dress(frame.current, sheets);
        fitHeight(frame.current);
      }}
    />
  );
}

interface WithoutStyles {
  readonly markup: string;
  readonly sheets: readonly string[];
}

/** The e-mail with its styles and links set aside. It is written by the server, so a style is always `style="…"`. */
export function withoutStyles(html: string): WithoutStyles {
  const sheets: string[] = [];
  const markup = html
    .replace(/<style>([^]*?)<\/style>/gu, (_, sheet: string) => {
      sheets.push(sheet);
      return '';
    })
    .replace(/<[a-z][^>]*>/giu, (tag) => tag.replace(' style="', ' data-style="').replace(' href="', ' data-href="'));
  return { markup, sheets };
}

function dress(frame: HTMLIFrameElement | null, sheets: readonly string[]): void {
  const view = frame?.contentWindow;
  const page = frame?.contentDocument;
  if (view === null || view === undefined || page === null || page === undefined) return;
  for (const element of page.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset.style ?? '';
  }
  const { CSSStyleSheet: Sheet } = view as Window & typeof globalThis;
  page.adoptedStyleSheets = sheets.map((text) => {
    const sheet = new Sheet();
    sheet.replaceSync(text);
    return sheet;
  });
}

function fitHeight(frame: HTMLIFrameElement | null): void {
  // A document that is just being loaded has no body yet.
  const body = frame?.contentDocument?.body as HTMLElement | null | undefined;
  const height = body?.offsetHeight ?? 0;
  if (frame !== null && height > 0) frame.style.blockSize = `${height + 2}px`;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): { createHTML(html: string): string };
}

/** Where the browser knows trusted types the page demands them. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('email-preview', {
  createHTML: (html) => html,
});

function trusted(html: string): string {
  return policy?.createHTML(html) ?? html;
}
