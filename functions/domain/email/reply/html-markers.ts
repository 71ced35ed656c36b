import type { LineOrigin } from './line.ts';

/** What an element says about the text in it. */
export type ElementRole = Exclude<LineOrigin, 'plain'> | 'hidden' | 'none';

type Attributes = Readonly<Record<string, string>>;

/** Before the mail that is answered: Outlook (web, Mac, mobile), Huawei; the `x_` is what Outlook web puts before foreign ids. */
const cutIds =
  /^(?:x_)*(?:divrplyfwdmsg|appendonsend|olk_src_body_section|mail-editor-reference-message-container|isforwardcontent)$/;

/** Elements that hold nothing but the mail that is answered: Yahoo, Spark, GMX and web.de, Zimbra. */
const quoteNames = new Set(['quote', 'messagereplysection']);
const quoteClasses = /(?:^|\s)(?:yahoo_quoted|tutanota_quote|front-blockquote|clean_bq)(?:\s|$)/;

/** The line with which a client announces the quotation below it: Gmail, Thunderbird, Airmail, Roundcube. */
const introClasses = /(?:^|\s)(?:gmail_attr|moz-cite-prefix|airmail_on)(?:\s|$)/;

/** Signatures that the client itself put there. Not those of phones, into whose element people type their answer. */
const signatureClasses =
  /(?:^|\s)(?:gmail_signature|gmail_signature_prefix|moz-signature|protonmail_signature_block\S{0,20}|front-signature)(?:\s|$)/;

const hiddenElements = new Set(['style', 'script', 'title', 'template', 'object', 'noscript']);

/** Reads the marks of mail clients off one element. A blockquote of a client is told from one that a person made to indent. */
export function elementRole(name: string, attributes: Attributes): ElementRole {
  const style = (attributes.style ?? '').toLowerCase().slice(0, 1000);
  if (hiddenElements.has(name) || /display\s?:\s?none/.test(style)) return 'hidden';
  const id = (attributes.id ?? '').toLowerCase();
  const classes = (attributes.class ?? '').slice(0, 500);
  if (cutIds.test(id.slice(0, 100))) return 'cut';
  if (name === 'hr' || isWordRule(name, style)) return 'rule';
  if (name === 'blockquote') return blockquoteRole(attributes, classes, style);
  if (isQuote(name, attributes, classes, id)) return 'quote';
  if (introClasses.test(classes) || id === 'reply-intro') return 'intro';
  if (signatureClasses.test(classes) || id === 'signature' || attributes['data-signatureblock'] === 'true')
    return 'signature';
  return 'none';
}

/** Word's line above "From: …": a border at the top and none elsewhere; Windows Mail's has only the one. */
function isWordRule(name: string, style: string): boolean {
  return (
    name === 'div' && /border-top(?:-style)?\s?:[^;]{0,40}solid/.test(style) && !/border-(?:left|bottom)/.test(style)
  );
}

function isQuote(name: string, attributes: Attributes, classes: string, id: string): boolean {
  if (quoteNames.has((attributes.name ?? '').toLowerCase()) && name === 'div') return true;
  if (quoteClasses.test(classes) || /yahoo_quoted_\d/.test(id.slice(0, 100))) return true;
  return attributes['data-marker'] === '__QUOTED_TEXT__';
}

function blockquoteRole(attributes: Attributes, classes: string, style: string): ElementRole {
  if (attributes.type?.toLowerCase() === 'cite' || attributes.cite !== undefined) return 'quote';
  if (/quote|cite/i.test(classes) || attributes['data-marker'] === '__QUOTED_TEXT__') return 'quote';
  if (/border-(?:left|inline-start|right)\s?:(?!\s?(?:none|0))/.test(style)) return 'quote';
  // Gmail and Apple Mail indent a paragraph with a blockquote whose border they switch off.
  return /border\s?:\s?(?:none|0)|margin[^;]{0,20}:[^;]{0,20}40px/.test(style) ? 'none' : 'indented';
}
