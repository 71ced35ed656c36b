import type { Line } from './line.ts';
import type { HeaderKind } from './words.ts';

export interface HeaderBlock {
  readonly first: number;
  readonly last: number;
}

/** Longer ones are lists that somebody wrote, or an attack. */
const mostLines = 40;
/** Lines to which a client wraps the recipients of one header. */
const mostContinuations = 6;

/**
 * The "From: … Sent: … To: … Subject: …" that Outlook and others put above the mail that is answered, beginning at this line.
 * `past` is the first line after it, or after what turned out to be none, so that no line is looked at twice.
 *
 * A list of journeys has "From" and "To" and "Date" as well: what makes it a mail's header is a "Sent", an address, or a
 * subject with a date.
 * After a divider the labels may be in any language, if an address and a date stand among them.
 */
export function headerBlockAt(
  lines: readonly Line[],
  first: number,
  afterDivider: boolean,
): { readonly block: HeaderBlock | undefined; readonly past: number } {
  const depth = lines[first]?.depth ?? 0;
  const kinds = new Set<HeaderKind>();
  let last = first;
  let labels = 0;
  let address = false;
  let dated = false;
  for (let index = first; index < lines.length && index - last <= mostContinuations; index++) {
    const line = lines[index];
    if (line?.depth !== depth) break;
    if (line.blank) {
      if (index > last + 1) break;
      continue;
    }
    const kind = line.label ?? (afterDivider && looksLikeLabel(line) ? 'other' : undefined);
    if (kind === undefined) {
      // A wrapped header goes on without an empty line; after one, the mail itself has begun.
      if (lines[index - 1]?.blank === true) break;
      continue;
    }
    kinds.add(kind);
    labels++;
    last = index;
    address ||=
      line.address || (lines[index + 1]?.address === true && lines[index + 1]?.plain.startsWith('<') === true);
    dated ||= line.date || line.time;
  }
  const known = isHeader(kinds, address, dated, afterDivider) || (afterDivider && labels >= 3 && address && dated);
  const block = known && last - first < mostLines ? { first, last } : undefined;
  return { block, past: last + 1 };
}

function isHeader(kinds: ReadonlySet<HeaderKind>, address: boolean, dated: boolean, afterDivider: boolean): boolean {
  const known = kinds.size - (kinds.has('other') ? 1 : 0);
  if (!kinds.has('from')) return known >= 3 && kinds.has('subject') && address;
  if (known >= 3) return kinds.has('sent') || address || (kinds.has('subject') && (dated || afterDivider));
  return known >= 2 && (afterDivider || (address && dated && (kinds.has('sent') || kinds.has('date'))));
}

/** Up to four words before a colon. */
export function looksLikeLabel(line: Line): boolean {
  return /^[*_]{0,2}\p{L}[\p{L}\p{M}'’.-]{0,20}(?: [\p{L}\p{M}'’.-]{1,20}){0,3} ?[*_]{0,2}:/u.test(
    line.plain.slice(0, 70),
  );
}
