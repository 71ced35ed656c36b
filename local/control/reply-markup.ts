import { xmlText } from '../xml.ts';
import type { MailClient } from './reply-request.ts';

/** The mail that is quoted. */
export interface Quoted {
  /** With the name, e.g. `Example <support@mail.example.com>`. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly sentAt: Date;
  readonly text: string;
  readonly html: string;
}

export interface Bodies {
  readonly text: string;
  readonly html: string;
}

type Language = 'en' | 'de';

/**
 * Text and HTML of a reply as a mail program writes them: the answer on top, and below it the whole mail in the quote
 * that is this program's own. These are the forms that a reply parser has to know.
 */
export function replyBodies(client: MailClient, answer: string, quoted: Quoted): Bodies {
  const language: Language = /<html[^>]*\blang="de/i.test(quoted.html) ? 'de' : 'en';
  return writers[client](answer, quoted, language);
}

const writers: Readonly<Record<MailClient, (answer: string, quoted: Quoted, language: Language) => Bodies>> = {
  gmail: (answer, quoted, language) => {
    const [name, address] = nameAndAddress(quoted.from);
    const attribution = {
      en: (link: string) => `On ${dateIn('en', quoted.sentAt)} ${name} ${link} wrote:`,
      de: (link: string) => `Am ${dateIn('de', quoted.sentAt)} schrieb ${name} ${link}:`,
    }[language];
    const link = `&lt;<a href="mailto:${xmlText(address)}">${xmlText(address)}</a>&gt;`;
    return {
      text: `${answer}\n\n${attribution(`<${address}>`)}\n\n${marked(quoted.text)}\n`,
      html:
        `<div dir="ltr">${divs(answer)}</div><br><div class="gmail_quote gmail_quote_container">` +
        `<div dir="ltr" class="gmail_attr">${attribution(link)}<br></div>` +
        `<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">` +
        `${inner(quoted)}</blockquote></div>`,
    };
  },
  outlook: (answer, quoted, language) => {
    const words = {
      en: ['From', 'Sent', 'To', 'Subject'],
      de: ['Von', 'Gesendet', 'An', 'Betreff'],
    }[language];
    const values = [quoted.from, dateIn(language, quoted.sentAt), quoted.to, quoted.subject];
    const lines = words.map((word, index): [string, string] => [word, values[index] ?? '']);
    return {
      text: `${answer}\n\n________________________________\n${lines.map((line) => line.join(': ')).join('\n')}\n\n${quoted.text}\n`,
      html:
        `<html><head></head><body dir="ltr"><div class="elementToProof" style="font-family: Aptos, sans-serif; font-size: 12pt;">` +
        `${divs(answer)}</div><div id="appendonsend"></div>` +
        `<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">` +
        `<font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">` +
        `${lines.map(([word, value]) => `<b>${word}:</b> ${xmlText(value)}<br>`).join('')}</font><div>&nbsp;</div></div>` +
        `${inner(quoted)}</body></html>`,
    };
  },
  apple: (answer, quoted, language) => {
    const attribution = {
      en: `On ${dateIn('en', quoted.sentAt)}, ${quoted.from} wrote:`,
      de: `Am ${dateIn('de', quoted.sentAt)} schrieb ${quoted.from}:`,
    }[language];
    return {
      text: `${answer}\n\n> ${attribution}\n> \n${marked(quoted.text)}\n`,
      html:
        `<html><head></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">${divs(answer)}` +
        `<div><br><blockquote type="cite"><div>${xmlText(attribution)}</div><br class="Apple-interchange-newline">` +
        `<div>${inner(quoted)}</div></blockquote></div><br></body></html>`,
    };
  },
};

function nameAndAddress(from: string): [name: string, address: string] {
  const [, name = '', address = from] = /^(.*?)\s*<([^>]*)>$/.exec(from) ?? [];
  return [name === '' ? address : name, address];
}

function dateIn(language: Language, date: Date): string {
  const locale = { en: 'en-GB', de: 'de-DE' }[language];
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(
    date,
  );
}

function marked(text: string): string {
  return text.replace(/\s+$/, '').replace(/^/gm, '> ');
}

function divs(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? '<div><br></div>' : `<div>${xmlText(line)}</div>`))
    .join('');
}

/** The quoted mail's own body, without the page around it. */
function inner({ html, text }: Quoted): string {
  if (html === '') return divs(text);
  return /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html;
}
