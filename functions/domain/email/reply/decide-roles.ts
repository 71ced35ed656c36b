import { isMarker, nextClass, type LineClass } from './classify-lines.ts';
import type { Line } from './line.ts';
import { introEndingAt } from './quote-intro.ts';

export type Role = 'reply' | 'quoted' | 'signature' | 'none';

/** `answer`: the mail's header says that it answers another. Then a text that is only an embedded mail is an empty reply. */
export type MailIntent = 'answer' | 'unknown';

/**
 * Decides over the classes what is the person's own. First where an embedded mail without quotation marks begins, then what in
 * the region before it is signature, then which quotations in it they answered.
 */
export function decideRoles(lines: readonly Line[], classes: readonly LineClass[], intent: MailIntent): Role[] {
  const roles: Role[] = classes.map(() => 'quoted');
  const end = markOwnRegion(lines, classes, intent, roles);
  takeSignatures(lines, classes, roles, end);
  takeQuotations(lines, classes, roles);
  for (let index = end - 1; index >= 0 && (roles[index] !== 'reply' || isBlankOrRule(classes[index])); index--) {
    if (roles[index] === 'reply') roles[index] = 'none';
  }
  return roles;
}

/**
 * Marks as reply, for now, what stands before the embedded mail, and gives where that is. If no text stands before it, then either
 * the answer stands below the announcement, or the mail was forwarded without a word and is itself what the person sends, or it
 * is quoted under an empty reply.
 */
function markOwnRegion(
  lines: readonly Line[],
  classes: readonly LineClass[],
  intent: MailIntent,
  roles: Role[],
): number {
  const foot = lines.findLastIndex((line) => line.plain.includes('/v1/email/unsubscribe/'));
  let first = 0;
  let written = false;
  for (let index = 0; index < classes.length; index++) {
    written ||= classes[index] === 't';
    if (written && isLinkedOutlookSignature(lines, classes, index)) {
      roles.fill('reply', first, index + 1);
      return index + 1;
    }
    if (!beginsEmbeddedMail(classes, index)) continue;
    if (written) {
      const end = withoutLinesAbove(classes, index);
      roles.fill('reply', first, end);
      return end;
    }
    // Our own mail ends with the links at its foot; what is below them was written below it.
    const below = classes[index] === 'k' && foot > index ? foot + 1 : undefined;
    if (below === undefined && intent === 'answer' && /[hd]/.test(classes[index] ?? '')) return first;
    roles.fill('reply', first, index);
    index = (below ?? pastHead(classes, index)) - 1;
    first = index + 1;
  }
  roles.fill('reply', first);
  return classes.length;
}

/** A divider, a header, our marker; an announcement only if what follows bears no quotation marks. */
function beginsEmbeddedMail(classes: readonly LineClass[], index: number): boolean {
  const found = classes[index];
  if (found === 'i') return classes[index + 1] !== 'i' && !/[qi]/.test(nextClass(classes, index) ?? '');
  return found === 'h' || found === 'd' || found === 'x' || found === 'k';
}

/** The rule, the announcement and the empty lines right above an embedded mail belong to it. */
function withoutLinesAbove(classes: readonly LineClass[], index: number): number {
  let end = index;
  while (end > 0 && /[eri]/.test(classes[end - 1] ?? '')) end--;
  return end;
}

function pastHead(classes: readonly LineClass[], index: number): number {
  let past = index + 1;
  while (/[hdxre]/.test(classes[past] ?? '')) past++;
  return past;
}

/** Outlook's apps put this line, with its short link, between the reply and the mail that is answered. */
function isLinkedOutlookSignature(lines: readonly Line[], classes: readonly LineClass[], index: number): boolean {
  return (
    classes[index] === 'm' && classes[index + 1] === 'e' && lines[index]?.plain.includes('https://aka.ms/') === true
  );
}

/** More lines than this after `-- ` are a text with a dash above it. */
const mostSignatureLines = 12;

function takeSignatures(lines: readonly Line[], classes: readonly LineClass[], roles: Role[], end: number): void {
  const own = (index: number): boolean => roles[index] === 'reply';
  const firstText = roles.findIndex((role, index) => role === 'reply' && classes[index] === 't');
  let block = end;
  let filled = 0;
  let texts = 0;
  let signed = false;
  for (let index = end - 1; index >= 0; index--) {
    const found = classes[index];
    if (!own(index)) continue;
    if (found === 'q' || found === 'i') {
      block = index;
      filled = 0;
      signed = false;
    } else if (found === 's') {
      // Only the last `--` of a stretch begins a signature; one above it was drawn to part paragraphs.
      const isSignature =
        filled > 0 && filled <= mostSignatureLines && (index > firstText || lines[index]?.signatureMark === true);
      if (!signed && isSignature) roles.fill('signature', index, block);
      signed = true;
      block = index;
      filled = 0;
    } else if (found === 'g') {
      roles[index] = 'signature';
    } else if (found === 'm' && texts < 5) {
      roles[index] = 'signature';
    } else if (found === 'r' && block === end && filled > 0 && filled <= 4 && isLongLine(lines[index])) {
      if (index > firstText) roles.fill('signature', index, block);
      block = index;
      filled = 0;
    }
    if (found !== 'e' && found !== 'r' && found !== 's') filled++;
    if (found === 't' && own(index)) texts++;
  }
}

function isLongLine(line: Line | undefined): boolean {
  return line !== undefined && /^_{5,}$/.test(line.plain.slice(0, 200));
}

/**
 * Quotations stay where the person answered between or below them. What was quoted above a single answer goes, if a client put
 * it there; what somebody quoted by hand stays.
 */
function takeQuotations(lines: readonly Line[], classes: readonly LineClass[], roles: Role[]): void {
  const isText = (index: number): boolean => roles[index] === 'reply' && /[tm]/.test(classes[index] ?? '');
  const firstText = roles.findIndex((_, index) => isText(index));
  const lastText = roles.findLastIndex((_, index) => isText(index));
  const announced = announcements(lines, classes);
  const byClient = classes.includes('i') || classes.includes('k') || announced.size > 0;
  if (firstText < 0) {
    roles.forEach((role, index) => {
      if (role === 'reply' && (byClient || classes[index] !== 'q')) roles[index] = 'quoted';
    });
    return;
  }
  const answeredBetween = roles.some(
    (role, index) => role === 'reply' && classes[index] === 'q' && index > firstText && index < lastText,
  );
  roles.forEach((role, index) => {
    if (role !== 'reply') return;
    const above = index < firstText && byClient && !answeredBetween;
    const goes = index > lastText || above || announced.has(index) || classes[index] === 'i';
    if (goes && (index > lastText || classes[index] !== 'e')) roles[index] = 'quoted';
  });
}

/** Lines inside quotations that nobody answers: with which clients announce what they quote, and our own marker and links. */
function announcements(lines: readonly Line[], classes: readonly LineClass[]): ReadonlySet<number> {
  const found = new Set<number>();
  lines.forEach((line, index) => {
    if (classes[index] !== 'q') return;
    if (isMarker(line) || /#cc=|\/v1\/email\//.test(line.plain)) found.add(index);
    if (!line.endsWithColon && !line.endsWithVerb) return;
    const intro = introEndingAt(lines, index);
    if (intro?.strength !== 'strong') return;
    for (let inside = intro.first; inside <= intro.last; inside++) found.add(inside);
  });
  return found;
}

function isBlankOrRule(found: LineClass | undefined): boolean {
  return found === 'e' || found === 'r' || found === 's';
}
