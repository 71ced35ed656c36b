import { replyMarkers } from '../reply-marker.ts';
import { headerBlockAt, looksLikeLabel } from './header-block.ts';
import type { Line } from './line.ts';
import type { Meter } from './meter.ts';
import { isMobileSignature } from './mobile-signature.ts';
import { introEndingAt } from './quote-intro.ts';
import { dividers, forwardLines } from './words.ts';

/**
 * What a line is:
 * `t` text · `e` empty · `q` quoted · `i` announces a quotation · `h` header of an embedded mail · `d` divider before one ·
 * `x` HTML says that one begins · `k` our own "reply above this line" · `r` a line drawn across · `s` the `-- ` before a signature ·
 * `g` HTML says it is a signature · `m` a phone's or program's signature
 */
export type LineClass = 't' | 'e' | 'q' | 'i' | 'h' | 'd' | 'x' | 'k' | 'r' | 's' | 'g' | 'm';

/** One class a line, from the surest sign to the least sure. */
export function classifyLines(lines: readonly Line[], meter: Meter): LineClass[] {
  const fenced = fencedLines(lines);
  const classes = lines.map((line, index) => {
    if (fenced.has(index) || isMboxEscape(lines, index)) return 't';
    return lineClass(line, meter);
  });
  const above = linesAbove(classes);
  markHeaderBlocks(lines, classes, above, fenced);
  const weak = markIntros(lines, classes, fenced);
  markOldQuoteMarks(lines, classes, above, fenced);
  markIndented(lines, classes, above);
  markWrappedQuotes(lines, classes);
  for (const intro of weak) {
    if (nextClass(classes, intro.last) === 'q') classes.fill('i', intro.first, intro.last + 1);
  }
  return classes;
}

/** The class of the next line that is not empty. */
export function nextClass(classes: readonly LineClass[], index: number): LineClass | undefined {
  let next = index + 1;
  while (classes[next] === 'e') next++;
  return classes[next];
}

function lineClass(line: Line, meter: Meter): LineClass {
  if (line.origin === 'cut') return 'x';
  if (line.origin === 'rule') return 'r';
  if (line.blank && line.depth === 0) return 'e';
  if (line.origin === 'signature') return isMobileSignature(line.text, line.plain, meter) ? 'm' : 'g';
  if (line.origin === 'quote') return 'q';
  if (line.depth > 0) return 'q';
  if (line.plain.length > 200) return isMobileSignature(line.text, line.plain, meter) ? 'm' : 't';
  if (isMarker(line)) return 'k';
  if (isDivider(line)) return 'd';
  if (/^(?:--|- --)$/.test(line.text.trim().slice(0, 6))) return 's';
  if (meter.test(/^[-_=+~#*ᐧ—\s]+$/, line.plain)) return 'r';
  return isMobileSignature(line.text, line.plain, meter) ? 'm' : 't';
}

/** Mail stores put `>` before a line that begins with "From ", and some never take it off (mbox). */
function isMboxEscape(lines: readonly Line[], index: number): boolean {
  if (lines[index]?.text.startsWith('>From ') !== true) return false;
  return (lines[index - 1]?.depth ?? 0) === 0 && (lines[index + 1]?.depth ?? 0) === 0;
}

const markers = new Set(
  Object.values(replyMarkers).map((marker) =>
    marker
      .toLowerCase()
      .replace(/[-\s]{1,10}/g, ' ')
      .trim(),
  ),
);

/** Our own "reply above this line", in any language. */
export function isMarker(line: Line): boolean {
  return line.plain.startsWith('--') && markers.has(line.plain.replace(/[-\s]{1,10}/g, ' ').trim());
}

/** `-----Original Message-----` in any language, also bold and between other signs; or one of the lines that stand alone. */
function isDivider(line: Line): boolean {
  if (forwardLines.has(line.plain)) return true;
  const phrase = line.plain.replace(/^[-*_=~>|\s]{1,80}/, '').replace(/[-*_=~<|\s:]{1,80}$/, '');
  const signs = line.plain.length - phrase.length;
  return signs >= 2 && /^[-*_=~]/.test(line.plain) && dividers.has(phrase);
}

/** Between ``` and ``` is code, whatever it looks like. A fence that nobody closed is none. */
function fencedLines(lines: readonly Line[]): ReadonlySet<number> {
  const fenced = new Set<number>();
  let open: number | undefined;
  lines.forEach((line, index) => {
    if (!line.plain.startsWith('```') || line.depth > 0) return;
    if (open === undefined) {
      open = index;
      return;
    }
    for (let inside = open; inside <= index; inside++) fenced.add(inside);
    open = undefined;
  });
  return fenced;
}

function markHeaderBlocks(
  lines: readonly Line[],
  classes: LineClass[],
  above: readonly number[],
  fenced: ReadonlySet<number>,
): void {
  let index = 0;
  while (index < lines.length) {
    const before = classes[above[index] ?? -1];
    const afterDivider = before === 'd' || before === 'r' || before === 'x';
    if (classes[index] !== 't' || fenced.has(index) || !mayBeHeader(lines[index], afterDivider)) {
      index++;
      continue;
    }
    const { block, past } = headerBlockAt(lines, index, afterDivider);
    if (block !== undefined) {
      for (let inside = block.first; inside <= block.last; inside++)
        classes[inside] = classes[inside] === 'e' ? 'e' : 'h';
      // Some phones put the divider's words there without any dashes.
      const title = above[index] ?? -1;
      if (classes[title] === 't' && dividers.has(lines[title]?.plain ?? '')) classes[title] = 'd';
    }
    index = past;
  }
}

function mayBeHeader(line: Line | undefined, afterDivider: boolean): boolean {
  return line !== undefined && (line.label !== undefined || (afterDivider && looksLikeLabel(line)));
}

function markIntros(
  lines: readonly Line[],
  classes: LineClass[],
  fenced: ReadonlySet<number>,
): { first: number; last: number }[] {
  const weak: { first: number; last: number }[] = [];
  lines.forEach((_, index) => {
    if (classes[index] !== 't' || fenced.has(index)) return;
    const intro = introEndingAt(lines, index);
    if (intro === undefined) return;
    if (intro.strength === 'weak') weak.push(intro);
    else classes.fill('i', intro.first, intro.last + 1);
  });
  return weak;
}

/** `| ` and `Ada> `, by which older programs quote. A table also begins with `|`, so only after an announcement. */
function markOldQuoteMarks(
  lines: readonly Line[],
  classes: LineClass[],
  above: readonly number[],
  fenced: ReadonlySet<number>,
): void {
  const name = (index: number): string | undefined =>
    /^(?:\p{L}{1,20}>(?= |$)|\|(?= |$))/u.exec(lines[index]?.text.slice(0, 24) ?? '')?.[0];
  let quoting: string | undefined;
  lines.forEach((line, index) => {
    if (classes[index] === 'e') return;
    const mark = classes[index] === 't' && !fenced.has(index) ? name(index) : undefined;
    const announced = classes[above[index] ?? -1] === 'i' || announcesWithoutColon(lines[above[index] ?? -1]);
    if (
      mark !== undefined &&
      (line.text === '|' || !line.text.endsWith('|')) &&
      (announced || mark === quoting || (mark !== '|' && name(index + 1) === mark))
    ) {
      quoting = mark;
      classes[index] = 'q';
    } else {
      quoting = undefined;
    }
  });
}

/** The weak announcement without a colon, see quote-intro.ts. */
function announcesWithoutColon(line: Line | undefined): boolean {
  return line !== undefined && line.date && line.bracketedAddress;
}

/** A blockquote without any sign of a mail client is a quotation where one was announced, and else an indent. */
function markIndented(lines: readonly Line[], classes: LineClass[], above: readonly number[]): void {
  lines.forEach((line, index) => {
    if (line.origin !== 'indented' || classes[index] === 'e') return;
    const before = classes[above[index] ?? -1];
    const continues = before === 'q' && lines[above[index] ?? -1]?.origin === 'indented';
    if (before === 'i' || continues) classes[index] = 'q';
  });
}

/**
 * What a client wrapped off the end of a long quoted line stands without a mark, in the middle of a sentence. Where that is seen,
 * the client wraps so, and then also what begins small right between two quoted lines is such a rest.
 */
function markWrappedQuotes(lines: readonly Line[], classes: LineClass[]): void {
  const follows = (index: number): boolean => {
    const above = lines[index - 1];
    if (classes[index] !== 't' || classes[index - 1] !== 'q' || above === undefined || above.text.length < 60)
      return false;
    return lines[index]?.origin === 'plain' && /^\p{Ll}/u.test(lines[index].text.slice(0, 4));
  };
  const unfinished = (index: number): boolean => !/[.!?:;…"”)]$/.test(lines[index - 1]?.text.slice(-4) ?? '');
  let wraps = false;
  classes.forEach((_, index) => {
    if (!follows(index) || !(unfinished(index) || (wraps && classes[index + 1] === 'q'))) return;
    wraps = true;
    classes[index] = 'q';
  });
}

/** For each line the nearest one above it that is not empty, or -1. */
function linesAbove(classes: readonly LineClass[]): readonly number[] {
  let nearest = -1;
  return classes.map((found, index) => {
    const above = nearest;
    if (found !== 'e') nearest = index;
    return above;
  });
}
