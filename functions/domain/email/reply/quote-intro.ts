import type { Line } from './line.ts';
import { quotingWords } from './words.ts';

/** The lines of one "On … wrote:". A `weak` one counts only where a quotation follows at once. */
export interface Intro {
  readonly first: number;
  readonly last: number;
  readonly strength: 'strong' | 'weak';
}

/** Clients wrap the sentence to at most this many lines. */
const mostLines = 5;

/**
 * The "On 3 July Ada wrote:" that ends at this line. No language is needed for most: an address in brackets, a date, a time and a
 * colon at the end stand together in such a sentence and in hardly anything else. Which of them a line holds was read once; here
 * they are only combined over the lines that a client may have wrapped the sentence to.
 */
export function introEndingAt(lines: readonly Line[], last: number): Intro | undefined {
  const end = lines[last];
  if (end === undefined || end.blank) return undefined;
  if (end.origin === 'intro' || startsLikeOldGmail(end)) return { first: last, last, strength: 'strong' };
  if (!end.endsWithColon && !end.endsWithVerb) {
    return endsWithAddressAfterDate(end) || lacksColon(end) ? { first: last, last, strength: 'weak' } : undefined;
  }
  const spans = wrappedSpans(lines, last);
  const complete = spans.find(isComplete);
  if (complete !== undefined) return { first: withName(lines, complete.first), last, strength: 'strong' };
  const addressed = spans.find((span) => span.address && end.endsWithVerb && span.length < 200);
  if (addressed !== undefined) return { first: withName(lines, addressed.first), last, strength: 'strong' };
  const announced = spans.find(
    (span) => end.endsWithColon && ((span.verb && (span.date || span.time || span.length < 60)) || isSigned(span)),
  );
  return announced && { first: announced.first, last, strength: 'weak' };
}

/** Where a sentence begins with its name, and a client has put the rest of it on the next line. */
function withName(lines: readonly Line[], first: number): number {
  const above = lines[first - 1];
  const line = lines[first];
  if (line === undefined || above === undefined || above.blank || above.depth !== line.depth) return first;
  // An address in brackets at the beginning of a line belongs to a name at the end of the line above.
  const continued = line.plain.startsWith('<') && above.plain.length < 90 && !/[.!?]$/.test(above.plain);
  // So does one whose bracket was left there.
  const bracketLeft =
    above.plain.endsWith('<') && above.plain.length < 120 && /^[^\s<>]{1,100}@/.test(line.plain.slice(0, 120));
  return continued || bracketLeft || lacksItsName(above, line, lines[first - 2]) ? first - 1 : first;
}

/** How the sentence goes on after its name in Chinese, Hungarian, Portuguese, Catalan and Turkish. */
const afterName = /^(?:于|於|ezt írta|escreveu \(|del dia |tarihinde )/;

/** `Ada <ada@example.com>, 22 Kas` above `2026 Paz, 14:10 tarihinde şunu yazdı:`: nobody else has said who wrote. */
function lacksItsName(above: Line, line: Line, beforeThat: Line | undefined): boolean {
  if (line.address || !above.bracketedAddress || above.plain.length > 120) return false;
  if (beforeThat?.blank === false && beforeThat.depth === above.depth) return false;
  return (
    afterName.test(line.plain.slice(0, 20)) ||
    /[于於]$/.test(above.plain.slice(-2)) ||
    /tarihinde şunu yazdı:?$/.test(line.plain.slice(-30))
  );
}

/** What the lines from `first` to the end of the sentence hold between them. */
interface Span extends Pick<
  Line,
  'address' | 'bracketedAddress' | 'date' | 'time' | 'verb' | 'pronoun' | 'endsWithColon'
> {
  readonly first: number;
  readonly length: number;
  readonly figureEarly: boolean;
  readonly quoting: boolean;
}

/** Shortest first. A sentence does not go over an empty line, unless the address was put into a paragraph of its own. */
function wrappedSpans(lines: readonly Line[], last: number): readonly Span[] {
  const spans: Span[] = [];
  for (let first = last; first >= 0 && first > last - mostLines; first--) {
    const line = lines[first];
    const below = spans.at(-1);
    if (line === undefined || line.depth !== lines[last]?.depth) break;
    if (line.blank) {
      if (!/^(?:<|mailto:)/.test(lines[first + 1]?.plain.slice(0, 8) ?? '')) break;
      continue;
    }
    spans.push({
      first,
      length: line.plain.length + (below?.length ?? 0),
      address: line.address || (below?.address ?? false),
      bracketedAddress: line.bracketedAddress || (below?.bracketedAddress ?? false) || isSplitAddress(line, below),
      date: line.date || (below?.date ?? false),
      time: line.time || (below?.time ?? false),
      verb: line.verb || (below?.verb ?? false),
      pronoun: line.pronoun || (below?.pronoun ?? false),
      endsWithColon: below?.endsWithColon ?? line.endsWithColon,
      figureEarly: line.figureEarly,
      quoting: quotingWords.has(line.plain.slice(0, 20).split(' ', 1)[0] ?? ''),
    });
  }
  return spans;
}

/** `Ada <` at the end of one line and `ada@example.com>` on the next. */
function isSplitAddress(line: Line, below: Span | undefined): boolean {
  return line.opensBracket && (line.address || (below?.address ?? false));
}

function isComplete(span: Span): boolean {
  if (span.length > 450) return false;
  const dated = span.date || span.time;
  if (span.bracketedAddress && span.date && span.time && span.endsWithColon) return true;
  if (span.address && span.verb && dated) return true;
  // Without an address it may be a sentence of the person about an earlier mail.
  return (
    span.date && span.time && span.verb && !span.pronoun && span.endsWithColon && span.figureEarly && span.length < 150
  );
}

/** `23. Nov. 2026, 14:15 von ada@example.com:` and `Quoting Ada <ada@example.com>:` */
function isSigned(span: Span): boolean {
  if (!span.address || span.pronoun || span.length > 150) return false;
  return span.quoting || (span.date && span.time && span.figureEarly);
}

/** `Am 23.11.26 um 14:15 schrieb Ada` */
function lacksColon({ date, time, verb, pronoun, figureEarly, plain }: Line): boolean {
  return date && time && verb && !pronoun && figureEarly && plain.length < 100 && !/[.!?]$/.test(plain);
}

/** `2016-03-03 17:21 GMT+01:00 Ada`: Gmail wrote so for years, in all languages. */
function startsLikeOldGmail(line: Line): boolean {
  return /^\d{4}-\d\d-\d\d \d{1,2}:\d\d gmt[+-]\d/.test(line.plain.slice(0, 30));
}

/** `2013/7/20 Ada <ada@example.com>` without a colon. */
function endsWithAddressAfterDate(line: Line): boolean {
  return line.bracketedAddress && /^\d{4}[/-]\d/.test(line.plain.slice(0, 6)) && line.plain.endsWith('>');
}
