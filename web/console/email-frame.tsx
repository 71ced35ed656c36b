import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface EmailFrameProps {
  readonly html: string;
  readonly title: string;
  /** Its classes: how the page around it shows it. */
  readonly look: string;
}

/** What may not be in the page that shows an e-mail. */
const unwanted = 'script, link, meta, base, iframe, object, embed, form';

/**
 * An e-mail of our own as a mail program shows it, as high as it is. The frame runs nothing and leads nowhere. The page's policy
 * holds in it too and lets no style stand in HTML, so the e-mail's styles are taken out before it is parsed and put in by script.
 */
export function EmailFrame({ html, title, look }: EmailFrameProps): JSX.Element {
  const frame = useRef<HTMLIFrameElement>(null);
  const draw = (): void => fill(frame.current, html);

  useEffect(draw, [html]);
  useEffect(() => {
    if (frame.current === null) return undefined;
    const watch = new ResizeObserver(() => fitHeight(frame.current));
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);

  return (
    <iframe
      ref={frame}
      class={look}
      title={title}
      // Without scripts in it, this only lets the page reach in.
      sandbox="allow-same-origin"
      srcdoc={emptyPage}
      onLoad={draw}
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

function fill(frame: HTMLIFrameElement | null, html: string): void {
  const inside = frame?.contentWindow as (Window & typeof globalThis) | null | undefined;
  const page = frame?.contentDocument;
  // A document that is just being loaded has no body yet, and is drawn once it has.
  if (!inside || !page?.body) return;
  const { markup, sheets } = withoutStyles(html);
  const mail = new DOMParser().parseFromString(trusted(markup), 'text/html');
  for (const element of mail.querySelectorAll(unwanted)) element.remove();
  page.replaceChild(page.adoptNode(mail.documentElement), page.documentElement);
  for (const element of page.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset.style ?? '';
  }
  page.adoptedStyleSheets = sheets.map((text) => {
    const sheet = new inside.CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  fitHeight(frame);
}

function fitHeight(frame: HTMLIFrameElement | null): void {
  const body = frame?.contentDocument?.body as HTMLElement | null | undefined;
  const height = body?.offsetHeight ?? 0;
  if (frame !== null && height > 0) frame.style.blockSize = `${height + 2}px`;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): { createHTML(html: string): string };
}

/** Where the browser knows trusted types the page demands them. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('e-mail', {
  createHTML: (html) => html,
});

function trusted(html: string): string {
  return policy?.createHTML(html) ?? html;
}

/** With a doctype, so that what is put in is laid out as mail programs do it. */
const emptyPage = trusted('<!doctype html>');
