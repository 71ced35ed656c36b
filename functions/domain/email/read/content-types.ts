/** Where a header stands in the raw mail. */
export interface RawHeader {
  readonly start: number;
  readonly end: number;
  /** As written, folded lines included, one character a byte. */
  readonly text: string;
}

const newline = 0x0a;
const boundaryStart = Buffer.from('\n--');
/** A part's header is shorter, and a mail has fewer parts; what lies beyond is read without mending. */
const mostHeaderBytes = 65_536;
const mostParts = 2000;

/**
 * The Content-Type headers of the mail and of its parts. A part begins after a line that begins with two dashes; in the text of a
 * mail such a line may stand as well, but is not followed by a Content-Type header.
 */
export function contentTypeHeaders(raw: Buffer): readonly RawHeader[] {
  const found: RawHeader[] = [];
  let headerStart = 0;
  for (let part = 0; part < mostParts; part++) {
    const { header, end } = contentTypeIn(raw, headerStart);
    if (header !== undefined) found.push(header);
    const boundary = raw.indexOf(boundaryStart, Math.max(0, end - 1));
    const lineEnd = boundary < 0 ? -1 : raw.indexOf(newline, boundary + 1);
    if (lineEnd < 0) break;
    headerStart = lineEnd + 1;
  }
  return found;
}

/** Where the header of the whole mail ends: before its empty line. */
export function headerEnd(raw: Buffer): number {
  for (let at = 0; at < raw.length;) {
    const next = lineEndAfter(raw, at);
    if (isEmptyLine(raw, at, next)) return at;
    at = next;
  }
  return raw.length;
}

function contentTypeIn(raw: Buffer, start: number): { readonly header: RawHeader | undefined; readonly end: number } {
  let header: RawHeader | undefined;
  let at = start;
  const limit = Math.min(raw.length, start + mostHeaderBytes);
  while (at < limit) {
    const next = lineEndAfter(raw, at);
    if (isEmptyLine(raw, at, next)) return { header, end: at };
    const line = raw.toString('latin1', at, Math.min(next, at + 1000));
    const folded = /^[ \t]/.test(line);
    if (folded && header?.end === at) header = { ...header, end: next, text: header.text + line };
    else if (/^content-type[ \t]{0,5}:/i.test(line)) header ??= { start: at, end: next, text: line };
    else if (!folded && at > 0 && !/^[!-9;-~]{1,100}[ \t]{0,5}:/.test(line)) return { header, end: at };
    at = next;
  }
  return { header, end: at };
}

function lineEndAfter(raw: Buffer, at: number): number {
  const end = raw.indexOf(newline, at);
  return end < 0 ? raw.length : end + 1;
}

function isEmptyLine(raw: Buffer, start: number, end: number): boolean {
  return end - start <= 2 && (raw[start] === 0x0d || raw[start] === newline);
}
