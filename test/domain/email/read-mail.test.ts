import { readInbound } from '../../../functions/domain/email/inbound.ts';
import { readMail } from '../../../functions/domain/email/read-mail.ts';
import { encoded, quotedPrintable } from './fixtures/encode.ts';
import { html, multipart, multipartPart, rawMail, text, textMail } from './fixtures/raw-mail.ts';

const samples: readonly (readonly [charset: string, text: string])[] = [
  ['utf-8', 'Grüße, “fine” – 5 € 👍'],
  ['iso-8859-1', 'Grüße aus Köln, señor'],
  ['iso-8859-2', 'Zażółć gęślą jaźń'],
  ['iso-8859-5', 'Привет, лампа'],
  ['iso-8859-7', 'Καλημέρα σας'],
  ['iso-8859-8', 'שלום רב'],
  ['iso-8859-9', 'Şeker, ığdır'],
  ['iso-8859-13', 'Ačiū, žiema'],
  ['iso-8859-15', 'Prix: 5 €, œuvre'],
  ['windows-1250', 'Příliš žluťoučký kůň'],
  ['windows-1251', 'Здравствуйте, лампа'],
  ['windows-1252', '“fine” – 5 €, it’s …'],
  ['windows-1253', 'Καλημέρα'],
  ['windows-1254', 'İyi günler, şık'],
  ['windows-1255', 'שלום'],
  ['windows-1256', 'مرحبا، شكرا'],
  ['windows-1257', 'Labas, žmogau'],
  ['windows-1258', 'Xin chào'],
  ['windows-874', 'สวัสดีครับ'],
  ['koi8-r', 'Привет'],
  ['koi8-u', 'Привіт, її'],
  ['ibm866', 'Привет'],
  ['macintosh', 'Grüße – “fine”'],
  ['x-mac-cyrillic', 'Привет'],
  ['shift_jis', 'こんにちは、ランプ'],
  ['euc-jp', 'こんにちは、ランプ'],
  ['iso-2022-jp', 'こんにちは、ランプ'],
  ['gb2312', '你好，蓝色的灯'],
  ['gbk', '你好，藍色'],
  ['gb18030', '你好，蓝色的灯'],
  ['big5', '你好，藍色的燈'],
  ['euc-kr', '안녕하세요'],
];

function encode(charset: string, sample: string): Buffer {
  return charset === 'utf-8' ? Buffer.from(sample) : encoded(sample, charset);
}

describe.each(samples)('%s', (charset, sample) => {
  const bytes = encode(charset, sample);

  test.each([
    ['8bit', bytes],
    ['base64', bytes.toString('base64')],
    ['quoted-printable', quotedPrintable(bytes)],
  ])('in %s', async (encoding, body) => {
    const mail = await readMail(
      rawMail([`Content-Type: text/plain; charset=${charset}`, `Content-Transfer-Encoding: ${encoding}`], body),
    );
    expect(mail.text?.trim()).toBe(sample);
  });

  test('in subject and sender', async () => {
    const word = `=?${charset}?B?${bytes.toString('base64')}?=`;
    const mail = await readMail(rawMail([`Subject: ${word}`, `From: ${word} <jo@example.org>`], 'x'));
    expect(mail.subject).toBe(sample);
    expect(mail.from).toEqual({ name: sample, address: 'jo@example.org' });
  });
});

describe('charsets that Node or the parser do not know, or that lie', () => {
  const utf8 = Buffer.from('Grüße, 👍');
  const western = encoded('“Grüße” 5 €', 'windows-1252');

  test.each([
    ['a Unix name of UTF-8', 'utf8mb4', utf8, 'Grüße, 👍'],
    ['UTF8 without its dash', 'UTF8', utf8, 'Grüße, 👍'],
    ['a name of nothing, UTF-8 inside', 'x-zork', utf8, 'Grüße, 👍'],
    ['a name of nothing, windows-1252 inside', 'x-zork', western, '“Grüße” 5 €'],
    ['ASCII with UTF-8 inside', 'us-ascii', utf8, 'Grüße, 👍'],
    ['ASCII with windows-1252 inside', 'us-ascii', western, '“Grüße” 5 €'],
    ['UTF-8 with windows-1252 inside', 'utf-8', western, '“Grüße” 5 €'],
    ['ISO-8859-1 with windows-1252 inside', 'iso-8859-1', western, '“Grüße” 5 €'],
    ['ISO-8859-1 with UTF-8 inside', 'iso-8859-1', Buffer.from('Grüße – “fine”'), 'Grüße – “fine”'],
    ['UTF-7', 'utf-7', Buffer.from('Gr+APwA3w-e, 2 +- 2'), 'Grüße, 2 + 2'],
    ['UTF-7 by its old name', 'unicode-1-1-utf-7', Buffer.from('+U9c-'), '受'],
    ['code page 850', 'cp850', Buffer.from([0x47, 0x72, 0x81, 0xe1, 0x65, 0x20, 0x9c]), 'Grüße £'],
    ['ISO-8859-16', 'iso-8859-16', Buffer.from([0xe3, 0xe2, 0xee]), 'ăâî'],
    ['Hebrew in logical order', 'iso-8859-8-i', encoded('שלום', 'iso-8859-8'), 'שלום'],
    ['Windows’ name of Shift_JIS', 'cp932', encoded('ランプ', 'shift_jis'), 'ランプ'],
    ['Korean by its old name', 'ks_c_5601-1987', encoded('안녕', 'euc-kr'), '안녕'],
  ])('%s', async (_, charset, bytes, expected) => {
    for (const label of [charset, `"${charset}"`]) {
      const mail = await readMail(
        rawMail([`Content-Type: text/plain; charset=${label}; x=y`, 'Content-Transfer-Encoding: 8bit'], bytes),
      );
      expect(mail.text?.trim()).toBe(expected);
    }
  });

  test.each([
    ['without any charset', ['Content-Type: text/plain']],
    ['without any MIME header', ['MIME-Version: 1.0']],
  ])('%s, both encodings are tried', async (_, headers) => {
    expect((await readMail(rawMail(headers, utf8))).text?.trim()).toBe('Grüße, 👍');
    expect((await readMail(rawMail(headers, western))).text?.trim()).toBe('“Grüße” 5 €');
  });

  test('raw letters of an old charset in the header', async () => {
    const raw = Buffer.concat([
      Buffer.from('From: J'),
      Buffer.from([0xfc]),
      Buffer.from('rgen <j@example.org>\r\nSubject: Gr'),
      Buffer.from([0xfc, 0xdf]),
      Buffer.from('e\r\n\r\nx'),
    ]);
    const mail = await readMail(raw);
    expect(mail.subject).toBe('Grüße');
    expect(mail.from?.name).toBe('Jürgen');
  });

  test('a text that speaks of charset=us-ascii keeps its words', async () => {
    const body = 'Text\r\n--dashes\r\nContent-Type is text/plain; charset=us-ascii; format=flowed\r\n';
    expect((await readMail(textMail(body))).text).toContain('charset=us-ascii; format=flowed');
  });
});

describe('format=flowed', () => {
  const flowed = (parameters: string, body: string): Buffer =>
    rawMail([`Content-Type: text/plain; charset=utf-8; format=flowed${parameters}`], body);

  test('joins what the client folded, quotations by themselves', async () => {
    const mail = await readMail(
      flowed('', 'A line that was \r\nfolded.\r\n> Quoted and \r\n> folded \r\nAnswer\r\n-- \r\nJo\r\n From here\r\n'),
    );
    expect(mail.text).toBe('A line that was folded.\n> Quoted and folded \nAnswer\n-- \nJo\nFrom here\n');
  });

  test('DelSp takes the space away', async () => {
    expect((await readMail(flowed('; delsp=yes', '長い \r\n行\r\n'))).text?.trim()).toBe('長い行');
  });

  test('an answer right below a quotation is not glued to it', async () => {
    const inbound = await readInbound(flowed('', 'On 11/23/26 14:10, Ada wrote:\r\n> Which one? \r\nBlue.\r\n'));
    expect(inbound.reply).toBe('Blue.');
  });
});

describe('mail that is hard to read', () => {
  test('nested deeper than anybody does: its header, and that the rest could not be read', async () => {
    const nested = Array.from({ length: 300 }).reduce<string>(
      (inner, _, level) =>
        `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n${inner}\r\n--b${level}--\r\n`,
      'Content-Type: text/plain\r\n\r\ndeep',
    );
    const inbound = await readInbound(Buffer.from(`From: jo@example.org\r\nSubject: Deep\r\n${nested}`));
    expect(inbound.mail).toMatchObject({ subject: 'Deep', from: { address: 'jo@example.org' } });
    expect(inbound.warnings).toContain('unreadable');
    expect(inbound.reply).toBe('');
  });

  test('ten thousand parts: the first ones, and a warning', async () => {
    const parts = Array.from({ length: 10_000 }, (_, index) => ({
      headers: ['Content-Type: application/x'],
      body: String(index),
    }));
    const inbound = await readInbound(multipart('mixed', [text('Yes.'), ...parts]));
    expect(inbound.reply).toBe('Yes.');
    expect(inbound.attachments).toHaveLength(25);
    expect(inbound.warnings).toEqual(expect.arrayContaining(['shortened', 'attachments-left-out']));
  });

  test.each([
    ['nothing', ''],
    ['one byte', 'x'],
    ['no header', '\r\n\r\nYes.'],
    ['no body', 'Subject: x'],
    ['an empty line before the header', '\r\n  \r\nSubject: S\r\n\r\nYes.'],
    ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=zork\r\n\r\nYes.'],
    ['a boundary without a name', 'Content-Type: multipart/mixed\r\n\r\n--\r\nYes.'],
    ['broken base64', 'Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!=\r\n'],
    ['a header of a megabyte', `X-Long: ${'x'.repeat(1_200_000)}\r\nSubject: S\r\n\r\nYes.`],
    ['a line of a megabyte', `Subject: S\r\n\r\n${'x'.repeat(1_200_000)}`],
    ['bytes of all kinds', String.fromCharCode(...Array.from({ length: 256 }, (_, index) => index))],
  ])('%s is a mail too', async (_, raw) => {
    const inbound = await readInbound(Buffer.from(raw, 'latin1'));
    expect(typeof inbound.reply).toBe('string');
  });

  test('a subject and a name that are too long lose no half of a character, and a broken UTF-7 leaves none', async () => {
    const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
    const headers = [
      `From: ${word(`${'n'.repeat(199)}😀`)} <jo@example.org>`,
      `Subject: ${word(`${'s'.repeat(999)}😀`)}`,
      'Content-Type: text/plain; charset=utf-7',
    ];
    const { mail, reply } = await readInbound(rawMail(headers, 'Yes +2D0- and no'));
    expect(mail.subject).toBe('s'.repeat(999));
    expect(mail.from).toEqual({ name: 'n'.repeat(199), address: 'jo@example.org' });
    expect(reply).toBe('Yes  and no');
  });

  test('several senders are none', async () => {
    for (const from of ['From: jo@example.org, eve@example.org', 'From: jo@example.org\r\nFrom: eve@example.org']) {
      const mail = await readMail(rawMail([from], 'x'));
      expect(mail.from).toBeUndefined();
      expect(mail.warnings).toEqual(['several-senders']);
    }
  });
});

describe('which part is the text', () => {
  test('plain text before HTML', async () => {
    expect((await readInbound(multipart('alternative', [text('Plain.'), html('<p>HTML.</p>')]))).reply).toBe('Plain.');
  });

  test.each([
    ['HTML alone', multipart('alternative', [html('<p>HTML.</p>')])],
    ['an empty text part', multipart('alternative', [text('\r\n  \r\n'), html('<p>HTML.</p>')])],
    [
      'placeholders of images',
      multipart('alternative', [text('[image: logo.png]\r\n[cid:image001.png@01DB]\r\n'), html('<p>HTML.</p>')]),
    ],
    [
      'a quotation only, and more in the HTML',
      multipart('alternative', [
        text('On 23 Nov 2026, at 14:10, Ada <a@b.example> wrote:\r\n> Hi\r\n'),
        html('<p>HTML.</p>'),
      ]),
    ],
  ])('HTML where there is %s', async (_, raw) => {
    expect((await readInbound(raw)).reply).toBe('HTML.');
  });

  test('Apple Mail’s texts around an image are one', async () => {
    const image = {
      headers: ['Content-Type: image/png; name=a.png', 'Content-Disposition: inline; filename=a.png'],
      body: 'png',
    };
    const inbound = await readInbound(multipart('mixed', [text('Above.'), image, text('Below.')]));
    expect(inbound.reply).toBe('Above.\n\nBelow.');
    expect(inbound.attachments).toMatchObject([{ filename: 'a.png', inline: true }]);
  });

  test('a mail sent along as a file is a file, not the person’s words', async () => {
    const inner = rawMail(['Subject: Inner', 'Content-Type: text/plain'], 'Not mine.').toString();
    const inbound = await readInbound(
      multipart('mixed', [text('See the mail.'), { headers: ['Content-Type: message/rfc822'], body: inner }]),
    );
    expect(inbound.reply).toBe('See the mail.');
    expect(inbound.attachments).toMatchObject([{ filename: 'message.eml', contentType: 'message/rfc822' }]);
  });

  test('alternatives within a mixed within a related', async () => {
    const nested = multipartPart('related', [multipartPart('alternative', [text('Plain.'), html('<p>x</p>')])]);
    expect((await readInbound(multipart('mixed', [nested]))).reply).toBe('Plain.');
  });
});
