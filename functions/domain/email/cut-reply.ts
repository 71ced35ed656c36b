import { classifyLines } from './reply/classify-lines.ts';
import { cleanText, linesOf, mostLines, withoutPgpSignature } from './reply/clean-text.ts';
import { decideRoles, type Role } from './reply/decide-roles.ts';
import { htmlLines, imageMark } from './reply/html-lines.ts';
import { readLine, type Line, type SourceLine } from './reply/line.ts';
import { Meter } from './reply/meter.ts';

/** A mail's text, taken apart. */
export interface CutReply {
  /** What the person newly wrote; quotations only where they answered between or below them. */
  readonly reply: string;
  /** What was cut away because it is the mail that is answered. */
  readonly quoted: string;
  readonly signature: string;
  /** Where they answered between quotations: what is quoted, and the answer below it. */
  readonly answers: readonly { readonly quoted: string; readonly text: string }[];
  /** Content ids of the images in what is kept. */
  readonly images: readonly string[];
  /** How many characters were looked at, at most 20 for each of the input. */
  readonly examined: number;
}

export interface CutOptions {
  /**
   * The mail answers another one (`In-Reply-To`, or a subject with `Re:`). Then a text that is nothing but an embedded mail is an
   * empty reply, and else a mail that was forwarded without a word.
   */
  readonly answers: boolean;
}

/**
 * Cuts out of a mail's plain text what the person newly wrote. Lines are put into classes, and then a few rules over the classes
 * decide, each a scan over indexes: linear on any input. When in doubt a line stays.
 */
export function cutReply(text: string, options: CutOptions = { answers: false }): CutReply {
  const meter = new Meter();
  const clean = withoutPgpSignature(cleanText(text, meter), meter);
  const lines = linesOf(clean, meter).map((line) => ({ text: line, origin: 'plain' as const }));
  return cutLines(lines, options, meter);
}

/** The same for an HTML part, whose markup tells the roles of some lines. */
export function cutHtml(html: string, options: CutOptions = { answers: false }): CutReply {
  const meter = new Meter();
  const cleaned = (line: SourceLine): SourceLine => ({ ...line, text: cleanText(line.text, meter) });
  return cutLines(htmlLines(html, meter).slice(0, mostLines).map(cleaned), options, meter);
}

function cutLines(source: readonly SourceLine[], options: CutOptions, meter: Meter): CutReply {
  const lines = joinedMarks(source.map(({ text, origin }) => readLine(text, origin, meter)));
  const classes = classifyLines(lines, meter);
  const roles = decideRoles(lines, classes, options.answers ? 'answer' : 'unknown');
  return {
    reply: textOf(lines, roles, 'reply'),
    quoted: textOf(lines, roles, 'quoted'),
    signature: textOf(lines, roles, 'signature'),
    answers: answersAmong(
      lines,
      classes.map((found) => found === 'q'),
      roles,
    ),
    images: source.flatMap(({ images }, index) => (roles[index] === 'reply' ? (images ?? []) : [])),
    examined: meter.examined,
  };
}

/** `>:` and `> wrote:` are the end of a wrapped announcement whose address ended the line before, not a quotation. */
function joinedMarks(lines: readonly Line[]): Line[] {
  return lines.map((line, index) => {
    const above = lines[index - 1];
    const continues =
      line.depth === 1 && line.endsWithColon && (line.plain === ':' || (line.verb && line.plain.length < 30));
    return continues && above?.depth === 0 && !above.blank ? { ...line, depth: 0 } : line;
  });
}

/** The lines of a role. Where lines in between are gone, one empty line is enough. */
function textOf(lines: readonly Line[], roles: readonly Role[], role: Role): string {
  const chosen: string[] = [];
  let gap = false;
  lines.forEach((line, index) => {
    if (roles[index] !== role) {
      gap = true;
      return;
    }
    const text = withoutTokens(line.text.replaceAll(imageMark, ''));
    if (text.trim() !== '' || (chosen.length > 0 && !(gap && chosen.at(-1) === ''))) chosen.push(text);
    if (text.trim() !== '') gap = false;
  });
  return chosen.join('\n').trimEnd();
}

/** Our own links come back in quotations. Whoever reads them there must not be able to use them. */
function withoutTokens(text: string): string {
  return text.replace(/(#cc=|\/v1\/email\/(?:unsubscribe|not-me)\/)[\w.~%-]{8,}/g, '$1…');
}

/** Pairs each stretch of text with the quotation right above it. */
function answersAmong(lines: readonly Line[], quoted: readonly boolean[], roles: readonly Role[]): CutReply['answers'] {
  const answers: { quoted: string[]; text: string[] }[] = [];
  lines.forEach((line, index) => {
    const open = answers.at(-1);
    if (quoted[index] === true) {
      if (open?.text.length !== 0) answers.push({ quoted: [unquoted(line)], text: [] });
      else open.quoted.push(unquoted(line));
    } else if (roles[index] === 'reply' && !line.blank) {
      open?.text.push(withoutTokens(line.text.replaceAll(imageMark, '')));
    }
  });
  const complete = answers.filter((answer) => answer.text.length > 0);
  return complete.map((answer) => ({ quoted: answer.quoted.join('\n').trim(), text: answer.text.join('\n').trim() }));
}

/** What a quoted line says, without the marks before it. */
function unquoted({ text }: Line): string {
  return withoutTokens(text.replace(/^(?:[ \t]{0,3}[>|]){1,20}[ \t]?/, '').replaceAll(imageMark, ''));
}
