export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/** Possible links; what follows is checked by URL, and what a sentence puts behind a link is taken off. */
const candidate = /\b(?:https?:\/\/|www\.)[^\s<>"`\p{Cc}]{1,2000}/giu;

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * A text's plain parts and links, in their order; the parts' texts together are the text. Only http, https and what begins with
 * `www.` become links: `javascript:` and its like stay text. In the chat and in e-mails the same is a link.
 */
export function linkify(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const found = withoutSentenceEnd(match[0]);
    const href = address(found);
    if (href === undefined) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'link', text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

function withoutSentenceEnd(link: string): string {
  let end = link.length;
  for (; end > 0; end -= 1) {
    const last = link.charAt(end - 1);
    const opening = closing[last];
    if (opening !== undefined && count(link, opening, end) >= count(link, last, end)) break;
    if (opening === undefined && !".,;:!?'*_~…”“’»。，、".includes(last)) break;
  }
  return link.slice(0, end);
}

function count(text: string, character: string, end: number): number {
  let found = 0;
  for (let at = 0; at < end; at += 1) if (text.charAt(at) === character) found += 1;
  return found;
}

function address(found: string): string | undefined {
  const link = /^www/iu.test(found) ? `https://${found}` : found;
  return URL.canParse(link) ? new URL(link).href : undefined;
}
