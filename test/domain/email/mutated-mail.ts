import fc from 'fast-check';
import { cutHtml, cutReply } from '../../../functions/domain/email/cut-reply.ts';
import { readInbound } from '../../../functions/domain/email/inbound.ts';

/** Runs the property and throws fast-check's report of the smallest mail that breaks it. */
export async function fuzzMail(runs: number, seed: number): Promise<void> {
  await fc.assert(fc.asyncProperty(mutatedMail(), isReadSafely), { numRuns: runs, seed });
}

async function isReadSafely(raw: Buffer): Promise<void> {
  const inbound = await readInbound(raw);
  for (const text of [inbound.reply, inbound.quoted, inbound.signature]) {
    if (/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.test(text)) throw new Error('A control character got through');
  }
  if (inbound.attachments.some(({ filename }) => filename === '' || /[/\\\p{Cc}]/u.test(filename)))
    throw new Error('An unsafe filename');
  const { text, html, subject, from, messageId } = inbound.mail;
  const stored = [inbound.reply, inbound.quoted, subject, from?.name, from?.address, messageId];
  if (stored.some((one) => one !== undefined && /\p{Cs}/u.test(one)))
    throw new Error('Half of a character got through');
  if (text !== undefined && cutReply(text).examined > 20 * text.length + 200)
    throw new Error('The text was looked at too often');
  if (html !== undefined && cutHtml(html).examined > 20 * html.length + 200)
    throw new Error('The HTML was looked at too often');
}

/** A real mail, cut, doubled, shuffled and sprinkled with what parsers stumble over. */
function mutatedMail(): fc.Arbitrary<Buffer> {
  const mutations = fc.array(mutation, { minLength: 0, maxLength: 12 });
  return fc
    .tuple(fc.constantFrom(...seeds), mutations)
    .map(([mail, each]) => each.reduce<Buffer>((bytes, mutate) => mutate(bytes), Buffer.from(mail, 'utf8')));
}

type Mutation = (bytes: Buffer) => Buffer;

const place = fc.double({ min: 0, max: 1, noNaN: true });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.nat(200)).map(([at, length]): Mutation => (bytes) => {
    const start = Math.floor(at * bytes.length);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length)]);
  }),
  fc
    .tuple(place, fc.nat(300), place, fc.integer({ min: 1, max: 20 }))
    .map(([from, length, to, times]): Mutation => (bytes) => {
      const piece = bytes.subarray(Math.floor(from * bytes.length)).subarray(0, length);
      return inserted(bytes, to, Buffer.concat(Array.from({ length: times }, () => piece)));
    }),
  fc.tuple(place, fc.nat(255)).map(([at, byte]): Mutation => (bytes) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[Math.floor(at * (copy.length - 1))] = byte;
    return copy;
  }),
  fc.tuple(place, fc.uint8Array({ maxLength: 40 })).map(
    ([at, noise]): Mutation =>
      (bytes) =>
        inserted(bytes, at, Buffer.from(noise)),
  ),
  fc.tuple(place, fc.uint16Array({ maxLength: 30 })).map(
    ([at, noise]): Mutation =>
      (bytes) =>
        inserted(bytes, at, Buffer.from(String.fromCharCode(...noise))),
  ),
  fc.tuple(place, fc.nat(60)).chain(([at, times]) =>
    fc.constantFrom(...stumbles).map(
      (stumble): Mutation =>
        (bytes) =>
          inserted(bytes, at, Buffer.from(stumble.repeat(times))),
    ),
  ),
  place.map(
    (at): Mutation =>
      (bytes) =>
        bytes.subarray(0, Math.floor(at * bytes.length)),
  ),
  fc.constant<Mutation>((bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')),
);

function inserted(bytes: Buffer, at: number, piece: Buffer): Buffer {
  const start = Math.floor(at * bytes.length);
  return Buffer.concat([bytes.subarray(0, start), piece, bytes.subarray(start)]);
}

const stumbles = [
  ...[
    '> ',
    '>',
    '\r\n',
    '\r',
    '\n> \n',
    '--b1\r\n',
    '--b1--\r\n',
    '\u0000',
    '\u202e',
    '\u00a0',
    '\u200b',
    '```\n',
    '-- \n',
    '____\n',
    '|\n',
  ],
  ...[
    'From: a\n',
    'Von: Ada <a@b.example>\nGesendet: 3.7.2026 10:00\n',
    'On 3 Jul 2026, at 10:00, Ada <a@b.example> wrote:\n',
    '<a@b.example>:\n',
  ],
  ...[
    '-----Original Message-----\n',
    '--- Please reply above this line ---\n',
    'Sent from my iPhone\n',
    ':\n',
    'wrote:\n',
    '=E2=80',
    '=?utf-8?B?4oA?=',
  ],
  ...[
    '<div>',
    '</div>',
    '<blockquote type="cite">',
    '<!-- originalMessage -->',
    '<pre>\n',
    '&#8238;',
    '<table><tr><td>',
    '<img src="cid:x">',
    '<',
    '&',
    '<a href="http://x.example">y</a>',
  ],
  ...[
    'Content-Type: multipart/mixed; boundary="b1"\r\n',
    'Content-Type: text/plain; charset=utf-7; format=flowed\r\n\r\n',
    'Content-Transfer-Encoding: base64\r\n',
  ],
];

const header =
  'From: Jo Doe <jo@example.org>\r\nTo: r.abc@reply.example.com\r\nSubject: =?utf-8?Q?Re=3A_Gespr=C3=A4ch?=\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n';
const reply =
  'Yes, the blue one – “please”.\r\n\r\nOn Mon, Nov 23, 2026 at 2:10 PM Ada (Shop) <\r\nsupport@mail.example.com> wrote:\r\n\r\n> Hello Jo,\r\n>\r\n> which one?\r\n\r\nBlue!\r\n\r\n-- \r\nJo\r\n';
const htmlReply =
  '<html><body><div dir="ltr">Yes, the <b>blue</b> one.</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon Ada wrote:</div><blockquote class="gmail_quote" style="border-left:1px solid">Hello<img src="cid:logo@1"></blockquote></div></body></html>\r\n';

const seeds = [
  `${header}Content-Type: text/plain; charset=utf-8\r\n\r\n${reply}`,
  `${header}Content-Type: text/plain; charset=iso-8859-1; format=flowed; delsp=yes\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe \r\n> zitiert \r\n> weiter\r\nAntwort\r\n`,
  `${header}Content-Type: text/html; charset=utf-8\r\n\r\n${htmlReply}`,
  `${header}Content-Type: multipart/alternative; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${reply}\r\n--b1\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${htmlReply}\r\n--b1--\r\n`,
  `${header}Content-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nJa.\r\n\r\nVon: Ada <a@b.example>\r\nGesendet: Montag, 23. November 2026 14:10\r\nAn: Jo\r\nBetreff: S\r\n\r\nHallo\r\n--b1\r\nContent-Type: image/png; name="=?utf-8?B?w6Q=?=.png"\r\nContent-Disposition: attachment; filename*0*=utf-8''%C3%A4; filename*1=".png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner\r\n--b1--\r\n`,
  `${header}Auto-Submitted: auto-replied\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b1"\r\n\r\n--b1\r\n\r\nFailed.\r\n--b1\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822;jo@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n--b1--\r\n`,
];
