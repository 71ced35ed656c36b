import { cutHtml, cutReply } from '../../../functions/domain/email/cut-reply.ts';
import { intros } from './fixtures/intros.ts';
import { fuzzMail } from './mutated-mail.ts';

const quotedLine = '> The quick brown fox jumps over the lazy dog, and so on and on and on.\n';
const announced = 'Yes.\n\nOn Mon, 23 Nov 2026, at 14:10, Ada <support@mail.example.com> wrote:\n';

const texts: Readonly<Record<string, string>> = {
  'two thousand lines "From:"': 'From:\n'.repeat(2000),
  'twenty thousand lines "From: Ada <a@b>"': 'From: Ada <a@b.example>\n'.repeat(20_000),
  'headers that never become one': 'To: a\nx\ny\nz\n'.repeat(10_000),
  'announcements without end': 'On 1 Jan 2026 10:00 Ada <a@b.example> wrote:\n'.repeat(5000),
  'announcements in all languages': `${intros.map(({ intro }) => intro).join('\n')}\n`.repeat(20),
  'lines of a colon': ':\n'.repeat(50_000),
  'lines of a letter': 'a\n'.repeat(50_000),
  'empty lines': '\n'.repeat(200_000),
  'empty lines between letters': '\n\n\nx'.repeat(30_000),
  'quotations and answers by turns': '> a\nb\n'.repeat(20_000),
  'a megabyte of >': '>'.repeat(1_000_000),
  'a megabyte of dashes': '-'.repeat(1_000_000),
  'a megabyte in a line': 'word '.repeat(200_000),
  'a megabyte of figures': '1.'.repeat(500_000),
  'a megabyte of spaces': `${' '.repeat(1_000_000)}x`,
  'a megabyte of brackets': '<'.repeat(1_000_000),
  'fences that open and close': '```\nx\n'.repeat(20_000),
  'our marker again and again': '--- Please reply above this line ---\n'.repeat(20_000),
  'signature marks': '-- \n'.repeat(50_000),
  'signatures of phones': 'Sent from my iPhone\n'.repeat(30_000),
  'accents on one letter': `e${'\u0301'.repeat(100_000)}`,
  'PGP that never ends': '-----BEGIN PGP SIGNED MESSAGE-----\n\n'.repeat(10_000),
  'a quoted mail of 767 KB': announced + quotedLine.repeat(Math.ceil(767_000 / quotedLine.length)),
  'an embedded mail of 767 KB': announced + quotedLine.slice(2).repeat(Math.ceil(767_000 / quotedLine.length)),
};

const pages: Readonly<Record<string, string>> = {
  'elements in elements': `${'<div>'.repeat(50_000)}${'</x>'.repeat(50_000)}the end`,
  'quotations in quotations': `${'<blockquote type="cite">'.repeat(1000)}${'a<br>'.repeat(20_000)}`,
  'attributes without end': `<div ${'a=b '.repeat(100_000)}>x`,
  'pieces of text in one line': 'a &amp; b '.repeat(40_000),
  'links in one line': '<a href="http://x.example">y</a>'.repeat(20_000),
  'brackets that never close': '<'.repeat(500_000),
  'images in one line': '<img src="cid:a">'.repeat(20_000),
  'cells in one row': `<table><tr>${'<td>a'.repeat(40_000)}`,
  'closing tags of nothing': '</p>'.repeat(50_000),
};

describe('however a mail is made, each character is looked at twenty times at most', () => {
  test.each(Object.keys(texts))('%s', (name) => {
    const text = texts[name]!;
    expect(cutReply(text).examined).toBeLessThanOrEqual(20 * text.length);
  });

  test.each(Object.keys(pages))('HTML: %s', (name) => {
    const html = pages[name]!;
    expect(cutHtml(html).examined).toBeLessThanOrEqual(20 * html.length);
  });

  test('the reply is found in a mail of 767 KB', () => {
    expect(cutReply(texts['a quoted mail of 767 KB']!).reply).toBe('Yes.');
    expect(cutReply(texts['an embedded mail of 767 KB']!).reply).toBe('Yes.');
    expect(cutReply(`${texts['a quoted mail of 767 KB']!}\nAnd below.`).reply).toMatch(/^Yes\.[^]*And below\.$/);
  });

  test('words behind elements nested beyond measure are kept', () => {
    expect(cutHtml(pages['elements in elements']!).reply).toContain('the end');
  });
});

describe('mutated mails', () => {
  test('twenty thousand of them are read, bounded and clean', async () => {
    await fuzzMail(20_000, 20_261_123);
  });
});
