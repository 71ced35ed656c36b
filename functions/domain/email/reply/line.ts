import type { Meter } from './meter.ts';
import { endOf } from './phrases.ts';
import { gluedVerbs, headerLabels, pronouns, verbs, type HeaderKind } from './words.ts';

/** One line of a mail's text with all that later rules ask about it, so that no rule reads its characters again. */
export interface Line {
  /** As written, without spaces at its end. */
  readonly text: string;
  /** How often it is quoted: the number of `>` before it. */
  readonly depth: number;
  /** What is quoted, or the line itself: lower case, without invisible characters, digits and colons of all scripts as ASCII. */
  readonly plain: string;
  readonly blank: boolean;
  /** The `-- ` of RFC 3676 with its space, which only programs write. */
  readonly signatureMark: boolean;
  /** The e-mail address in it stands in angle brackets, as programs write it and people do not. */
  readonly bracketedAddress: boolean;
  readonly address: boolean;
  /** Which header of a mail the line looks like. */
  readonly label: HeaderKind | undefined;
  /** A date with a year, or all in figures. */
  readonly date: boolean;
  readonly time: boolean;
  readonly verb: boolean;
  /** Speaks of "you" or "me", as people do and programs do not. */
  readonly pronoun: boolean;
  readonly endsWithVerb: boolean;
  readonly endsWithColon: boolean;
  readonly opensBracket: boolean;
  /** A figure stands near its beginning, as a date does that a sentence begins with. */
  readonly figureEarly: boolean;
  /** What the HTML said about the line, see html-lines.ts. */
  readonly origin: LineOrigin;
}

/**
 * Where HTML told a line's role: `quote` stood in a quotation, `indented` in a blockquote that may be one, `intro` is the line
 * above a quotation, `cut` begins the mail that is answered, `rule` is a line drawn across, `signature` stood in a signature.
 */
export type LineOrigin = 'plain' | 'quote' | 'indented' | 'intro' | 'cut' | 'rule' | 'signature';

/** A line of a mail, with its role if HTML told it. */
export interface SourceLine {
  readonly text: string;
  readonly origin: LineOrigin;
  /** Content ids of the images that stand in it. */
  readonly images?: readonly string[];
}

/** Rules look at the beginning and the end of a line only; what a person wrote in between may be of any length. */
const longestHead = 300;
const longestTail = 60;

export function readLine(written: string, origin: LineOrigin, meter: Meter): Line {
  const text = written.trimEnd();
  const prefix = /^[ \t\u00a0]{0,8}(?:>[ \t\u00a0]?){1,200}/.exec(text.slice(0, 600))?.[0] ?? '';
  meter.examined += 2 + prefix.length;
  const depth = prefix === '' ? 0 : (prefix.match(/>/g) ?? []).length;
  const content = text.slice(prefix.length);
  const plain = plainWords(content, meter);
  const closing = plain.replace(/[\s*_)\]"'”’-]{0,6}$/, '');
  const endsWithColon = closing.endsWith(':');
  const sentence = endsWithColon ? closing.slice(0, -1).trimEnd() : closing;
  const words = plain === '' ? [] : (meter.pass(plain).match(/[\p{L}\p{M}]+/gu) ?? []);
  const address = plain.includes('@');
  const figures = meter.test(/\d/, plain);
  const glued = endsWithGluedVerb(sentence);
  const verb = glued || words.some((word) => verbs.has(word));
  return {
    text,
    depth,
    plain,
    blank: plain === '',
    signatureMark: written === '-- ',
    label: labelIn(plain, meter),
    address,
    bracketedAddress: address && meter.test(/(?:<|mailto:|&lt;)[^<>()@\s]{1,100}@|@[^<>()@\s]{1,100}(?:>|&gt;)/, plain),
    date: figures && meter.test(datePattern, plain),
    time: figures && meter.test(/\d{1,2}\s?[:.h時시]\s?\d{2}/, plain),
    verb,
    pronoun: words.some((word) => pronouns.has(word)),
    endsWithVerb: glued || (verb && endsWithVerb(sentence)),
    endsWithColon,
    opensBracket: plain.lastIndexOf('<') > plain.lastIndexOf('>') || plain.lastIndexOf('(') > plain.lastIndexOf(')'),
    figureEarly: figures && /\d/.test(plain.slice(0, 45)),
    origin,
  };
}

const endsWithGluedVerb = endOf(gluedVerbs);

/** `From: …`, `*Von:* …`, `De : …` */
function labelIn(plain: string, meter: Meter): HeaderKind | undefined {
  const colon = meter.pass(plain.slice(0, 40)).indexOf(':');
  if (colon < 1) return undefined;
  return headerLabels.get(
    plain
      .slice(0, colon)
      .replace(/^[*_\s]{1,4}/, '')
      .replace(/[*_\s]{1,4}$/, ''),
  );
}

/** A year, also of the Thai calendar, or a date in figures in any order. */
const datePattern = /(?<!\d)(?:19|20|25)\d\d(?!\d)|\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}/;

/**
 * Words as rules compare them. Clients put marks of direction around names and dates in Arabic and Hebrew, no-break spaces before
 * colons in French, full-width colons in Chinese; none of them matters here.
 */
function plainWords(content: string, meter: Meter): string {
  const long = content.length > longestHead + longestTail;
  const ends = long ? `${content.slice(0, longestHead)} … ${content.slice(-longestTail)}` : content;
  const lower = meter.pass(ends).toLowerCase().trim();
  if (!meter.test(/\P{ASCII}/u, lower)) return lower;
  return meter
    .replace(
      lower,
      /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u0307|[^\S ]|[٠-٩۰-۹：﹕‐-―−]/g,
      (found) => {
        const code = found.charCodeAt(0);
        if (found === '：' || found === '﹕') return ':';
        if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
        if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
        if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return '-';
        return /\s/.test(found) && code !== 0xfeff ? ' ' : '';
      },
    )
    .trim();
}

/** `wrote`, `napisał(a)`, `ezt írta`: the last word, before a gender's ending in brackets. */
function endsWithVerb(sentence: string): boolean {
  const tail = sentence.slice(-40).replace(/\([\p{L}]{1,3}\)?$/u, '');
  const last = /[\p{L}\p{M}]{2,25}$/u.exec(tail.replace(/[^\p{L}\p{M}]{0,3}$/u, ''))?.[0];
  return last !== undefined && verbs.has(last);
}
