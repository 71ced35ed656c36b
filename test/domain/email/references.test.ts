import { readMail } from '../../../functions/domain/email/read-mail.ts';
import { tracesIn } from '../../../functions/domain/email/references.ts';
import { multipart, rawMail, text } from './fixtures/raw-mail.ts';

const domain = 'reply.example.com';
const token = 'abcdefghijklmnopqrstuvwx27';
const other = 'zyxwvutsrqponmlkjihgfedcba';
const bare = '0102019abcdef012-1a2b3c4d-1234-4abc-9def-00000000000a-000000';
const bare2 = bare.replace('00a-', '00b-');

async function traces(headers: readonly string[], envelope: readonly string[] = []): Promise<readonly unknown[]> {
  return tracesIn(await readMail(rawMail(['To: support@example.com', ...headers], 'x')), envelope, domain);
}

describe('traces of a conversation', () => {
  test.each([
    ['the envelope', [], [`r.${token}@${domain}`]],
    ['the envelope, in capitals', [], [`R.${token.toUpperCase()}@REPLY.EXAMPLE.COM`]],
    ['To', [`To: "Lamp Shop" <r.${token}@${domain}>`], []],
    ['Cc alone', [`Cc: Jo <jo@example.org>, r.${token}@${domain}`], []],
    ['Delivered-To', [`Delivered-To: r.${token}@${domain}`], []],
    ['X-Original-To', [`X-Original-To: r.${token}@${domain}`], []],
    ['X-Forwarded-To', [`X-Forwarded-To: a@example.org, r.${token}@${domain}`], []],
    ['Envelope-To', [`Envelope-To: r.${token}@${domain}`], []],
    ['Resent-To', [`Resent-To: r.${token}@${domain}`], []],
    ['X-Gm-Original-To', [`X-Gm-Original-To: r.${token}@${domain}`], []],
    [
      'what a server wrote when it received it',
      [`Received: from mx.example.org by inbound-smtp\r\n for <r.${token}@${domain}>; Mon, 23 Nov 2026 14:30:00 +0000`],
      [],
    ],
  ])('a token in %s', async (_, headers, envelope) => {
    expect(await traces(headers, envelope)).toEqual([{ kind: 'reply-token', token }]);
  });

  test.each([
    ['In-Reply-To', [`In-Reply-To: <${bare}@eu-west-1.amazonses.com>`]],
    ['In-Reply-To of the oldest region', [`In-Reply-To: <${bare}@email.amazonses.com>`]],
    ['References alone', [`References: <x@y.example> <${bare}@eu-west-1.amazonses.com>`]],
    ['References separated by commas', [`References: <x@y.example>,<${bare}@eu-west-1.amazonses.com>,<z@y.example>`]],
    ['References without angle brackets', [`References: ${bare}@eu-west-1.amazonses.com`]],
    [
      'References in capitals, folded',
      [`References: <x@y.example>\r\n <${bare.toUpperCase()}@EU-WEST-1.AMAZONSES.COM>`],
    ],
  ])('a SES id in %s', async (_, headers) => {
    expect(await traces(headers)).toEqual([{ kind: 'ses-id', id: bare }]);
  });

  test('our root id', async () => {
    expect(await traces([`References: <c.conv-1@${domain}>`])).toEqual([
      { kind: 'conversation', conversationId: 'conv-1' },
    ]);
  });

  test('are in the order of trust, each once, the newest id first', async () => {
    const headers = [
      `To: r.${other}@${domain}`,
      `Cc: r.${token}@${domain}`,
      `In-Reply-To: <customer@example.org>`,
      `References: <c.conv-1@${domain}> <${bare}@eu-west-1.amazonses.com> <${bare2}@eu-west-1.amazonses.com>`,
    ];
    expect(await traces(headers, [`r.${token}@${domain}`, `r.${token}@${domain}`])).toEqual([
      { kind: 'reply-token', token },
      { kind: 'reply-token', token: other },
      { kind: 'ses-id', id: bare2 },
      { kind: 'ses-id', id: bare },
      { kind: 'conversation', conversationId: 'conv-1' },
    ]);
  });

  test('a bounce leads to the mail it returns', async () => {
    const raw = multipart(
      'report; report-type=delivery-status',
      [
        text('x'),
        { headers: ['Content-Type: text/rfc822-headers'], body: `Message-ID: <${bare}@eu-west-1.amazonses.com>\r\n` },
      ],
      ['To: bounce@example.com'],
    );
    expect(tracesIn(await readMail(raw), [], domain)).toEqual([{ kind: 'ses-id', id: bare }]);
  });

  test('ids of others, and tokens of another domain, are none', async () => {
    const headers = [
      `To: r.${token}@example.org`,
      'References: <1234@email.amazonses.com> <c.conv@example.org>',
      `In-Reply-To: <${bare}@amazonses.com.example.org>`,
    ];
    expect(await traces(headers)).toEqual([]);
  });

  test('of a References header of thousands the newest fifty are read', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => `<${index}@example.org>`).join(' ');
    expect(await traces([`References: <${bare}@eu-west-1.amazonses.com> ${many}`])).toEqual([]);
    expect(await traces([`References: ${many} <${bare}@eu-west-1.amazonses.com>`])).toHaveLength(1);
  });
});
