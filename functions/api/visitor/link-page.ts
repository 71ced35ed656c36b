import { createHash } from 'node:crypto';
import { shownAddress } from '../../domain/email/shown-address.ts';
import type { Response } from '../http/api.ts';
import { linkPageStyle } from './link-page-style.ts';
import type { LinkTexts } from './link-texts.ts';

/** Whose page it is, and where it leads back to. */
export interface Site {
  readonly companyName: string;
  readonly siteUrl: string;
}

export interface LinkPage {
  readonly title: string;
  /** `{address}` in it is shown as one unbroken piece, whatever the direction of the text. */
  readonly text: string;
  readonly address?: string;
  /** A button that posts, to this address or with another query. */
  readonly action?: { readonly label: string; readonly to: '' | '?' | '?undo=true'; readonly weight: 'main' | 'quiet' };
}

/** It runs nothing, loads nothing and is framed by nobody. The token is in its address, which goes to no other site. */
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(linkPageStyle).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};

/** A page with a few words and at most one button, without scripts. */
export function linkPage(status: number, texts: LinkTexts, site: Site, page: LinkPage): Response {
  const { locale, direction, toWebsite } = texts;
  const company = escaped(site.companyName);
  const body = `<!doctype html>
<html lang="${locale}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<title>${escaped(page.title)} · ${company}</title><style>${linkPageStyle}</style></head>
<body><main><p class="company"><bdi>${company}</bdi></p><h1>${escaped(page.title)}</h1>${words(page)}${button(page)}
<p class="back"><a href="${escaped(site.siteUrl)}">${filled(toWebsite, '{company}', `<bdi>${company}</bdi>`)}</a></p></main></body></html>
`;
  return { status, body, headers };
}

function words({ text, address = '' }: LinkPage): string {
  // No line ends within “E-Mail”.
  const unbroken = text.replace(/(?<=\b[Ee])-(?=[Mm]ail)/g, '\u2011');
  return `<p>${filled(unbroken, '{address}', `<bdi class="address">${escaped(shownAddress(address))}</bdi>`)}</p>`;
}

function button({ action }: LinkPage): string {
  if (action === undefined) return '';
  const { label, to, weight } = action;
  const where = to === '' ? '' : ` action="${to}"`;
  return `<form method="post"${where}><button class="${weight}">${escaped(label)}</button></form>`;
}

/** The words as HTML, with HTML in the place of a name. */
function filled(text: string, name: string, html: string): string {
  return text.split(name).map(escaped).join(html);
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
