import { answeredMessages } from '../../../functions/domain/email/answered-messages.ts';
import { composeUnreadEmail } from '../../../functions/domain/email/compose.ts';
import { readInbound } from '../../../functions/domain/email/inbound.ts';
import { safeFilename } from '../../../functions/domain/email/safe-filename.ts';
import {
  attachment,
  html,
  htmlMail,
  inlineImage,
  multipart,
  multipartPart,
  text,
  textMail,
} from './fixtures/raw-mail.ts';
import { unreadEmail, unreadMessage } from './unread-email.fixture.ts';

const png = Buffer.from('89504e470d0a1a0a', 'hex');

describe('attachments of a reply', () => {
  test('come with name, type, size and content', async () => {
    const content = Buffer.from('%PDF-1.7 invoice');
    const { attachments, reply } = await readInbound(
      multipart('mixed', [text('See the file.'), attachment('application/pdf', 'invoice.pdf', content)]),
    );
    expect(reply).toBe('See the file.');
    expect(attachments).toMatchObject([
      {
        filename: 'invoice.pdf',
        contentType: 'application/pdf',
        size: content.length,
        inline: false,
        dangerous: false,
      },
    ]);
    expect(Buffer.from(attachments[0]!.content)).toEqual(content);
  });

  test('an empty reply may have one', async () => {
    const inbound = await readInbound(multipart('mixed', [text(''), attachment('image/jpeg', 'lamp.jpg', png)]));
    expect(inbound).toMatchObject({ kind: 'reply', reply: '', attachments: [{ filename: 'lamp.jpg' }] });
  });

  test.each([
    ['text/html', 'page.html'],
    ['image/svg+xml', 'x'],
    ['application/octet-stream', 'setup.exe'],
    ['application/pdf', 'invoice.pdf.js'],
    ['application/zip', 'macro.docm'],
  ])('%s named %s is marked as dangerous', async (type, filename) => {
    const inbound = await readInbound(multipart('mixed', [text('x'), attachment(type, filename, png)]));
    expect(inbound.attachments).toMatchObject([{ dangerous: true }]);
    expect(inbound.warnings).toEqual(['dangerous-attachment']);
  });

  test('Outlook’s winmail.dat is kept, and named for what it is', async () => {
    const inbound = await readInbound(
      multipart('mixed', [text('x'), attachment('application/ms-tnef', 'winmail.dat', png)]),
    );
    expect(inbound.attachments).toMatchObject([{ filename: 'winmail.dat' }]);
    expect(inbound.warnings).toEqual(['winmail.dat']);
  });

  test('no more than twenty-five, however large', async () => {
    const many = Array.from({ length: 30 }, (_, index) => attachment('text/x', `${index}.bin`, png));
    const inbound = await readInbound(multipart('mixed', [text('x'), ...many]));
    expect(inbound.attachments).toHaveLength(25);
    expect(inbound.warnings).toEqual(['attachments-left-out']);
    const large = Array.from({ length: 3 }, (_, index) =>
      attachment('text/x', `${index}.bin`, Buffer.alloc(8 * 1024 * 1024)),
    );
    expect((await readInbound(multipart('mixed', [text('x'), ...large]))).attachments).toHaveLength(3);
  });

  test.each([
    ['a/b\\c:d.txt', 'c_d.txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\jo\\lamp.jpg', 'lamp.jpg'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a\r\nb\u0000.txt', 'a b.txt'],
    ['  .hidden. ', 'hidden'],
    ['CON.txt', '_CON.txt'],
    ['Grüße 灯.pdf', 'Grüße 灯.pdf'],
    [`${'x'.repeat(500)}.jpeg`, `${'x'.repeat(100)}.jpeg`],
    ['', 'attachment.pdf'],
    [undefined, 'attachment.pdf'],
    ['...', 'attachment.pdf'],
  ])('the name %j becomes %j', (filename, safe) => {
    expect(safeFilename({ filename, contentType: 'application/pdf' })).toBe(safe);
  });
});

describe('images in the text', () => {
  const related = (body: string, ...images: string[]): Buffer =>
    multipart('related', [
      multipartPart('alternative', [text('Yes.'), html(body)]),
      ...images.map((id) => inlineImage(id, png)),
    ]);

  test('stay when they stand in what the person wrote', async () => {
    const inbound = await readInbound(
      related(
        '<p>Yes.</p><img src="cid:photo@1"><blockquote type="cite">Hi <img src="cid:logo@1"></blockquote>',
        'photo@1',
        'logo@1',
      ),
    );
    expect(inbound.attachments).toMatchObject([{ filename: 'image.png', inline: true }]);
    expect(inbound.attachments).toHaveLength(1);
  });

  test('go when they stood only in the quoted mail or in a signature', async () => {
    const inbound = await readInbound(
      related(
        '<p>Yes.</p><div class="gmail_signature"><img src="cid:sig@1"></div><div id="divRplyFwdMsg"></div><p><img src="cid:logo@1"></p>',
        'sig@1',
        'logo@1',
      ),
    );
    expect(inbound.attachments).toEqual([]);
  });

  test('a photo without a word is a reply', async () => {
    const inbound = await readInbound(
      multipart('related', [
        html('<div><img src="cid:photo@1"></div><blockquote type="cite">Hi</blockquote>'),
        inlineImage('photo@1', png),
      ]),
    );
    expect(inbound).toMatchObject({ reply: '', attachments: [{ inline: true }] });
  });

  test('what the HTML does not name is an attachment', async () => {
    expect((await readInbound(related('<p>Yes.</p>', 'x@1'))).attachments).toHaveLength(1);
  });
});

describe('a forwarded mail', () => {
  const forwarded =
    'What do they want?\n\n---------- Forwarded message ---------\nFrom: Ada <ada@example.com>\nDate: Mon, 23 Nov 2026 14:10\nSubject: Lamp\nTo: <jo@example.org>\n\nYour lamp is ready.';

  test('is shown whole, and named', async () => {
    const inbound = await readInbound(textMail(forwarded.replaceAll('\n', '\r\n'), ['Subject: Fwd: Lamp']));
    expect(inbound).toMatchObject({ reply: forwarded, quoted: '', warnings: ['forwarded'] });
  });

  test('is cut when the person answers', async () => {
    const inbound = await readInbound(textMail(forwarded, ['Subject: Re: Lamp']));
    expect(inbound.reply).toBe('What do they want?');
    expect(inbound.warnings).toEqual([]);
  });

  test.each([
    'FW: x',
    'WG: x',
    'TR : x',
    'RV: x',
    'I: x',
    'ENC: x',
    'Doorst: x',
    'PD: x',
    'VB: x',
    '转发：x',
    'Fwd[2]: x',
  ])('by the subject %j', async (subject) => {
    const word = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
    expect((await readInbound(textMail(forwarded, [`Subject: ${word}`]))).warnings).toEqual(['forwarded']);
  });
});

describe('an answer to our own e-mail', () => {
  const messages = [
    unreadMessage(3, { text: 'Which colour would you like? We have moss, linen and night blue.' }),
    unreadMessage(4, { text: 'And shall we send it to the address in Cologne, or will you fetch it?' }),
  ];
  const own = composeUnreadEmail(unreadEmail({ messages }));
  const quoted = own.text.replace(/^/gm, '> ').replace(/ +$/gm, '');

  test('between the lines says which message it answers', async () => {
    const body = quoted
      .replace('night blue.', 'night blue.\n\nNight blue.\n')
      .replace('fetch it?', 'fetch it?\n\nPlease send it.\n');
    const inbound = await readInbound(textMail(`On 23 Nov 2026, at 14:10, Ada <a@b.example> wrote:\n${body}`));
    expect(answeredMessages(inbound.answers, messages)).toMatchObject([
      { seq: 3, quoted: expect.stringContaining('Which colour') as string, text: 'Night blue.' },
      { seq: 4, quoted: expect.stringContaining('the address in Cologne') as string, text: 'Please send it.' },
    ]);
  });

  test('above it answers none in particular', async () => {
    const inbound = await readInbound(
      textMail(`Night blue.\n\nOn 23 Nov 2026, at 14:10, Ada <a@b.example> wrote:\n${quoted}`),
    );
    expect(inbound.reply).toBe('Night blue.');
    expect(answeredMessages(inbound.answers, messages)).toEqual([]);
  });

  test('a quotation that was wrapped anew is known again, one of somebody else’s words is not', () => {
    const wrapped = messages[0]!.text.replace('moss,', 'moss,\n>');
    const seqOf = (quotation: string): number | undefined =>
      answeredMessages([{ quoted: quotation, text: 'Moss.' }], messages)[0]?.seq;
    expect(seqOf(wrapped)).toBe(3);
    expect(seqOf('Something else entirely')).toBeUndefined();
    expect(seqOf('we have moss, linen and night blue')).toBe(3);
  });

  test.each([
    [
      'in Gmail',
      `<div dir="ltr">Yes.</div><div class="gmail_quote"><div class="gmail_attr">On Mon Ada wrote:</div><blockquote class="gmail_quote">${own.html}</blockquote></div>`,
    ],
    ['in Outlook', `<p class="MsoNormal">Yes.</p><div id="divRplyFwdMsg"></div>${own.html}`],
    ['in a program that marks nothing', `<div>Yes.</div>${own.html}`],
  ])('%s', async (_, body) => {
    expect((await readInbound(htmlMail(body))).reply).toBe('Yes.');
  });
});
