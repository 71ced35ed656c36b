import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

/** An e-mail's own looks, and what may not be in the page that shows it. */
const styleSheet = /<style\b[^>]*>([\s\S]*?)<\/style>/giu;
const unwanted = 'script, link, meta, base, iframe, object, embed, form';

/**
 * The HTML of an e-mail as its reader sees it, in a frame without scripts, forms and links that lead anywhere. The page's own
 * policy holds in the frame too and allows no inline styles, so they are set through the object model, which it allows.
 */
export function EmailFrame({ html, title }: { readonly html: string; readonly title: string }): JSX.Element {
  const [height, setHeight] = useState(120);

  function fill(frame: HTMLIFrameElement): void {
    const page = frame.contentDocument;
    const inside = frame.contentWindow as (Window & typeof globalThis) | null;
    if (page === null || inside === null) return;
    const sheets = [...html.matchAll(styleSheet)].map(([, rules = '']) => {
      const sheet = new inside.CSSStyleSheet();
      sheet.replaceSync(rules);
      return sheet;
    });
    const text = html.replace(styleSheet, '').replaceAll(/\sstyle="/giu, ' data-style="');
    const mail = new DOMParser().parseFromString(trusted(text), 'text/html');
    for (const element of mail.querySelectorAll(unwanted)) element.remove();
    page.replaceChild(page.adoptNode(mail.documentElement), page.documentElement);
    page.adoptedStyleSheets = sheets;
    for (const element of page.querySelectorAll<HTMLElement>('[data-style]')) {
      element.style.cssText = element.dataset.style ?? '';
    }
    for (const link of page.querySelectorAll('a')) link.removeAttribute('href');
    setHeight(page.documentElement.scrollHeight);
  }

  return (
    <iframe
      class="email-frame"
      sandbox="allow-same-origin"
      srcdoc={emptyPage}
      onLoad={(event) => fill(event.currentTarget)}
      title={title}
      style={{ blockSize: `${height}px` }}
    />
  );
}

interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createHTML: (text: string) => string },
  ) => { readonly createHTML: (text: string) => unknown };
}

const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('e-mail', {
  createHTML: (text) => text,
});

/** HTML for a document that runs nothing: pages with trusted types take it through a policy only. */
function trusted(html: string): string {
  return (policy?.createHTML(html) ?? html) as string;
}

/** With a doctype, so that what is put in is laid out as mail programs do it. */
const emptyPage = trusted('<!doctype html>');
