import { Parser } from 'htmlparser2';
import { elementRole, type ElementRole } from './html-markers.ts';
import type { LineOrigin, SourceLine } from './line.ts';
import type { Meter } from './meter.ts';

/** Stands in a line's text for an image, so that a line with nothing but an image is not taken for an empty one. */
export const imageMark = '\ufffc';

/** More of an HTML part is not looked at. */
export const longestHtml = 2_000_000;
/** Elements within elements. Deeper ones are an attack: closing tags search the stack of open ones. */
const deepest = 300;
/** Quotations in quotations beyond this are shown at this depth. */
const deepestQuote = 20;
const chunk = 16_384;

interface OpenElement {
  readonly name: string;
  readonly role: ElementRole;
  readonly origin: LineOrigin;
  readonly depth: number;
  readonly hidden: boolean;
  readonly preformatted: boolean;
  readonly link: string | undefined;
}

/**
 * Reads an HTML part in one pass as the lines a person sees, each with what the markup says about its role. Quotations get the `> `
 * of plain text, so that the same rules decide over both.
 */
export function htmlLines(html: string, meter: Meter): readonly SourceLine[] {
  const writer = new LineWriter();
  const stack: OpenElement[] = [];
  const open = (): OpenElement => stack.at(-1) ?? body;
  const parser = new Parser({
    onopentag(name, attributes) {
      const parent = open();
      const role = parent.hidden ? 'hidden' : elementRole(name, attributes);
      const element = openElement(name, role, parent, attributes.href);
      stack.push(element);
      if (element.hidden) return;
      writer.openBlock(name, attributes);
      if (element.link !== undefined) writer.beginLink();
      if (role === 'cut' || role === 'rule') writer.addMark(role);
      if (name === 'br') writer.breakLine(element);
      if (name === 'img') writer.addImage(attributes, element);
      if (name === 'li') writer.addText('- ', element);
    },
    ontext(text) {
      const element = open();
      if (!element.hidden) writer.addText(text, element);
    },
    oncomment(comment) {
      // Samsung Email puts this comment before the mail that is answered.
      if (comment.trim() === 'originalMessage' && !open().hidden) writer.addMark('cut');
    },
    onclosetag(name) {
      const element = stack.pop();
      if (element === undefined || element.hidden) return;
      if (element.link !== undefined) writer.endLink(element.link, element);
      writer.closeBlock(name, element);
    },
  });
  const bounded = meter.pass(html.slice(0, longestHtml));
  for (let at = 0; at < bounded.length; at += chunk) {
    if (stack.length > deepest) {
      writer.addText(meter.replace(bounded.slice(at), /<[^<>]{0,1000}>/g, ' '), body);
      return writer.lines();
    }
    parser.write(bounded.slice(at, at + chunk));
  }
  parser.end();
  return writer.lines();
}

const body: OpenElement = {
  name: 'body',
  role: 'none',
  origin: 'plain',
  depth: 0,
  hidden: false,
  preformatted: false,
  link: undefined,
};

function openElement(name: string, role: ElementRole, parent: OpenElement, href: string | undefined): OpenElement {
  const inQuote = parent.origin === 'quote';
  const origin =
    inQuote || role === 'none' || role === 'hidden' || role === 'cut' || role === 'rule' ? parent.origin : role;
  return {
    name,
    role,
    origin,
    depth: Math.min(parent.depth + (role === 'quote' ? 1 : 0), deepestQuote),
    hidden: parent.hidden || role === 'hidden',
    preformatted: parent.preformatted || name === 'pre',
    link: name === 'a' && origin === 'plain' && /^https?:\/\/./i.test(href ?? '') ? href : undefined,
  };
}

/** Elements that begin and end on lines of their own; those with a margin in a browser get an empty line around them. */
const blocks = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figure footer form header hr li main nav ol section table tr ul'.split(
    ' ',
  ),
);
const paragraphs = new Set('p h1 h2 h3 h4 h5 h6 pre'.split(' '));

/** Collects text into lines. Pieces are joined once a line, since asking a growing string for its end copies all of it each time. */
class LineWriter {
  readonly #lines: SourceLine[] = [];
  #pieces: string[] = [];
  /** The line has more than spaces. */
  #visible = false;
  #endsWithSpace = false;
  #element: OpenElement | undefined;
  #images: string[] = [];
  #noBreakSpace = false;
  /** 1: what comes next begins a line; 2: an empty line comes before it. */
  #gap = 0;
  /** The text of the link that is open, or undefined. */
  #linkText: string | undefined;

  lines(): readonly SourceLine[] {
    this.#flush();
    return this.#lines;
  }

  openBlock(name: string, attributes: Readonly<Record<string, string>>): void {
    // Word gives every line a paragraph without margin.
    const wordParagraph = /mso(?:normal|plaintext|listparagraph)/i.test(attributes.class?.slice(0, 200) ?? '');
    if (paragraphs.has(name)) this.#want(wordParagraph ? 1 : 2);
    else if (blocks.has(name)) this.#want(1);
    else if ((name === 'td' || name === 'th') && this.#visible) this.#push(' ');
  }

  closeBlock(name: string, element: OpenElement): void {
    if (!paragraphs.has(name) && !blocks.has(name)) return;
    if (this.#noBreakSpace && !this.#visible) this.#pushEmpty(element);
    this.#want(1);
  }

  breakLine(element: OpenElement): void {
    if (this.#visible) this.#flush();
    else this.#pushEmpty(element);
  }

  addMark(role: 'cut' | 'rule'): void {
    this.#flush();
    this.#lines.push({ text: '', origin: role });
  }

  addImage(attributes: Readonly<Record<string, string>>, element: OpenElement): void {
    const source = attributes.src ?? '';
    if (/^cid:/i.test(source)) {
      this.#append(imageMark, element);
      this.#images.push(source.slice(4, 304));
      return;
    }
    // An emoji that the client draws as an image has the emoji as its text.
    const alt = attributes.alt ?? '';
    if (alt.length <= 12 && /^\p{Extended_Pictographic}/u.test(alt)) this.#append(alt, element);
  }

  addText(text: string, element: OpenElement): void {
    if (element.preformatted) {
      text.split('\n').forEach((line, index) => {
        if (index > 0) this.breakLine(element);
        this.#append(line, element);
      });
      return;
    }
    if (text.includes('\u00a0')) this.#noBreakSpace = true;
    const collapsed = text.replace(/[\s\u00a0]+/g, ' ');
    const spaceBefore = this.#pieces.length === 0 || this.#gap > 0 || this.#endsWithSpace;
    this.#append(spaceBefore ? collapsed.trimStart() : collapsed, element);
  }

  beginLink(): void {
    this.#linkText = '';
  }

  /** Adds where the link leads, unless its text says so already. */
  endLink(href: string, element: OpenElement): void {
    const shown = this.#linkText?.toLowerCase() ?? '';
    this.#linkText = undefined;
    const host = URL.canParse(href) ? new URL(href).hostname.replace(/^www\./, '') : '';
    if (shown.trim() === '' || host === '' || shown.includes(host) || href.length > 500) return;
    this.#append(` <${href}>`, element);
  }

  #append(text: string, element: OpenElement): void {
    if (text === '') return;
    const gap = this.#gap;
    if (gap > 0) this.#flush();
    if (this.#pieces.length === 0) {
      if (gap === 2 && this.#lines.length > 0 && !this.#lastIsEmpty()) this.#pushEmpty(element);
      this.#element = element;
    }
    this.#gap = 0;
    this.#push(text);
    if (this.#linkText !== undefined && this.#linkText.length < 500) this.#linkText += text.slice(0, 500);
  }

  #push(text: string): void {
    this.#pieces.push(text);
    this.#visible ||= text.trim() !== '';
    this.#endsWithSpace = text.endsWith(' ');
  }

  #want(gap: number): void {
    const wanted = Math.max(gap, this.#gap);
    this.#flush();
    this.#gap = wanted;
  }

  #lastIsEmpty(): boolean {
    return /^[> ]{0,40}$/.test(this.#lines.at(-1)?.text.slice(0, 41) ?? '');
  }

  #pushEmpty(element: OpenElement): void {
    this.#flush();
    this.#lines.push({ text: '>'.repeat(element.depth), origin: element.origin });
  }

  #flush(): void {
    const element = this.#element ?? body;
    if (this.#visible) {
      const quote = element.depth > 0 ? `${'>'.repeat(element.depth)} ` : '';
      const line = { text: quote + this.#pieces.join('').trimEnd(), origin: element.origin };
      this.#lines.push(this.#images.length > 0 ? { ...line, images: this.#images } : line);
    }
    this.#pieces = [];
    this.#visible = false;
    this.#endsWithSpace = false;
    this.#element = undefined;
    this.#images = [];
    this.#noBreakSpace = false;
    this.#gap = 0;
  }
}
