/** A stretch of text, or a link in it. */
export type TextPart = { readonly text: string } | { readonly link: string };

/** Finds the http and https links in a text. Other schemes stay text: `javascript:` and its like never become links. */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let rest = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"'`\p{Cc}]{1,2000}/giu)) {
    const link = withoutTrailingPunctuation(match[0]);
    if (!URL.canParse(link)) continue;
    if (match.index > rest) parts.push({ text: text.slice(rest, match.index) });
    parts.push({ link });
    rest = match.index + link.length;
  }
  if (rest < text.length) parts.push({ text: text.slice(rest) });
  return parts;
}

/** The full stop that ends the sentence is not part of the link, and a closing bracket only if it was opened in it. */
function withoutTrailingPunctuation(link: string): string {
  let end = link.length;
  let open = (link.match(/\(/g) ?? []).length - (link.match(/\)/g) ?? []).length;
  while (end > 0) {
    const last = link.charAt(end - 1);
    if (last === ')' && open < 0) open++;
    else if (!'.,;:!?…。，、»”’]}*_'.includes(last)) break;
    end--;
  }
  return link.slice(0, end);
}
