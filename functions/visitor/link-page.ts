import type { LinkTexts, PageTexts } from './link-texts.ts';

/** A page with one question and a button that posts to the same address, or with the answer. It needs no script. */
export function linkPage({ locale, direction }: LinkTexts, page: PageTexts, state: 'ask' | 'done'): string {
  const content =
    state === 'done'
      ? `<p role="status">${page.done}</p>`
      : `<p>${page.question}</p><form method="post"><button>${page.button}</button></form>`;
  return `<!doctype html>
<html lang="${locale}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${page.title}</title>
<style>body{font:17px/1.5 system-ui,sans-serif;margin:0;display:grid;min-height:100vh;place-items:center;background:Canvas;color:CanvasText}
main{max-width:30rem;padding:2rem}h1{font-size:1.4rem;line-height:1.25}
button{font:inherit;font-weight:600;padding:.7rem 1.2rem;border:0;border-radius:.5rem;background:#1d4ed8;color:#fff;cursor:pointer}
button:focus-visible{outline:3px solid #93c5fd;outline-offset:2px}</style></head>
<body><main><h1>${page.title}</h1>${content}</main></body></html>
`;
}
