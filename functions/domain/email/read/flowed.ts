/**
 * Joins the lines of a `format=flowed` text (RFC 3676): one that ends with a space goes on in the next, but only at the same depth
 * of quotation, and never the `-- ` before a signature.
 */
export function unflowed(text: string, spaces: 'yes' | 'delsp'): string {
  const lines: string[] = [];
  let parts: string[] = [];
  let depth = 0;
  const end = (): void => {
    if (parts.length > 0) lines.push((depth > 0 ? `${'>'.repeat(depth)} ` : '') + parts.join(''));
    parts = [];
  };
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const quote = /^>{0,200}/.exec(line)?.[0] ?? '';
    const content = line.slice(quote.length).replace(/^ /, '');
    if (quote.length !== depth) end();
    depth = quote.length;
    const soft = content.endsWith(' ') && content !== '-- ';
    parts.push(soft && spaces === 'delsp' ? content.slice(0, -1) : content);
    if (!soft) end();
  }
  end();
  return lines.join('\n');
}
