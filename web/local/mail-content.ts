/** Gmail shows no more than about this much of a mail's HTML; half of the bar is a warning before that. */
export const clipBytes = 102 * 1024;
export const warnBytes = 80 * 1024;

/** The link back into the conversation: alone on its line in the text part. */
export function resumeLinkIn(text: string): string | undefined {
  return /^(https?:\/\/\S+#cc=\S+)$/mu.exec(text)?.[1];
}

/** The HTML for a frame without scripts: its links open in a new tab instead of in the frame. */
export function framed(html: string): string {
  const base = '<base target="_blank">';
  const head = /<head[^>]*>/iu;
  return head.test(html) ? html.replace(head, (found) => found + base) : base + html;
}

/** The bytes of the mail's HTML. */
export function htmlBytes(html: string): number {
  return new TextEncoder().encode(html).length;
}
