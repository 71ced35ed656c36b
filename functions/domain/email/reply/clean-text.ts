import type { Meter } from './meter.ts';

/** More of a text is not looked at. A mail of this length is a log file or an attack; the whole of it is kept as it came. */
const longestText = 2_000_000;

/** Nor at more lines. */
export const mostLines = 50_000;

/** The lines of a clean text. */
export function linesOf(text: string, meter: Meter): readonly string[] {
  return meter.pass(text).split('\n', mostLines);
}

/** Whether a part of the text lies beyond what is looked at. */
export function isTooLong(text: string): boolean {
  return text.length > longestText || text.split('\n', mostLines + 1).length > mostLines;
}

/**
 * A mail's text as it can be stored and shown: Unix line ends, composed characters, no control characters and none of those that
 * reverse the direction of what follows (they make one file name or link look like another).
 */
export function cleanText(text: string, meter: Meter): string {
  const bounded = text.length > longestText ? text.slice(0, longestText) : text;
  const lines = meter.replace(bounded, /\r\n?|[\u2028\u2029]/g, '\n');
  const visible = meter.replace(lines, /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/gu, '');
  return meter.pass(visible).normalize('NFC');
}

/**
 * Takes off what PGP puts around and between the lines of a text that was signed in place, so that only the text is left
 * (RFC 4880, 7): the armour header, the signature block, and the dash before lines that begin with one.
 */
export function withoutPgpSignature(text: string, meter: Meter): string {
  const begin = '-----BEGIN PGP SIGNED MESSAGE-----';
  meter.pass(text);
  const start = text.indexOf(begin);
  if (start < 0) return text;
  const textStart = text.indexOf('\n\n', start);
  const signature = text.indexOf('-----BEGIN PGP SIGNATURE-----', start);
  if (textStart < 0 || signature < textStart) return text;
  const endMark = '-----END PGP SIGNATURE-----';
  const end = text.indexOf(endMark, signature);
  const signed = meter.replace(text.slice(textStart + 2, signature), /^- (?=-)/gm, '');
  return text.slice(0, start) + signed + (end < 0 ? '' : text.slice(end + endMark.length));
}
