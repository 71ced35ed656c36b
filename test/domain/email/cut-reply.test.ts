import { composeUnreadEmail, emailLocales } from '../../../functions/domain/email/compose.ts';
import { cutHtml, cutReply } from '../../../functions/domain/email/cut-reply.ts';
import { headers } from './fixtures/headers.ts';
import { htmlMails } from './fixtures/html-mails.ts';
import { humanTexts } from './fixtures/human-texts.ts';
import { intros } from './fixtures/intros.ts';
import { mobileSignatures } from './fixtures/mobile-signatures.ts';
import { unreadEmail } from './unread-email.fixture.ts';

const reply = 'Yes please, the blue one.\n\nAnd a second question: do you deliver on Saturdays?';
const answered = 'Hello Jo,\nthe blue lamp is back in stock.\n\nKind regards\nAda';

function quotedText(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`.trim())
    .join('\n');
}

/** As a client folds lines that are longer than it likes. */
function wrapped(text: string, width: number): string {
  const fold = (line: string): string =>
    line.split(' ').reduce((lines, word) => {
      const last = lines.slice(lines.lastIndexOf('\n') + 1);
      return lines === '' ? word : `${lines}${last.length + word.length < width ? ' ' : '\n'}${word}`;
    }, '');
  return text.split('\n').map(fold).join('\n');
}

describe.each(intros)('$language $client announces a quotation', ({ intro, needsMarks }) => {
  test.each([200, 72, 60])('folded at %i characters', (width) => {
    const announced = wrapped(intro, width);
    for (const space of ['\n\n', '\n']) {
      expect(cutReply(`${reply}${space}${announced}${space}${quotedText(answered)}\n`).reply).toBe(reply);
    }
    if (!intro.startsWith('>') && needsMarks !== true) {
      const cut = cutReply(`${reply}\n\n${announced}\n\n${answered}\n`);
      expect(cut.reply).toBe(reply);
      expect(cut.quoted).toContain('the blue lamp is back in stock');
    }
  });
});

describe.each(headers)('$language $client puts a header above', ({ header }) => {
  test.each([
    ['alone', header],
    ['below a line', `________________________________\n${header}`],
    ['with an empty line after each', header.replaceAll('\n', '\n\n')],
    ['indented', header.replace(/^/gm, '   ')],
  ])('%s', (_, above) => {
    const cut = cutReply(`${reply}\n\n${above}\n\n${answered}\n`);
    expect(cut.reply).toBe(reply);
    expect(cut.quoted).toContain('the blue lamp is back in stock');
  });
});

describe.each(htmlMails)('HTML of $client', ({ html }) => {
  const filled = (body: string, quoted: string): string =>
    html.replace('{reply}', () => body).replace('{quoted}', () => quoted);

  test('gives the reply alone', () => {
    const cut = cutHtml(
      filled('Yes please, the <b>blue</b> one.<br><br>And: do you deliver?', '<p>Hello Jo,</p><p>it is back.</p>'),
    );
    expect(cut.reply).toBe('Yes please, the blue one.\n\nAnd: do you deliver?');
    expect(cut.quoted).toContain('it is back');
  });

  test('gives it with our own mail quoted', () => {
    const cut = cutHtml(filled('Yes.', composeUnreadEmail(unreadEmail()).html));
    expect(cut.reply).toBe('Yes.');
  });
});

describe('what a person wrote stays whole', () => {
  test.each(humanTexts)('%j', (text) => {
    const cut = cutReply(text);
    expect(cut.reply.replace(/\s+/g, ' ').trim()).toBe(text.replace(/\s+/g, ' ').trim());
    expect(cut.quoted).toBe('');
  });
});

describe('signatures of phones and programs', () => {
  test.each(mobileSignatures)('%s', (signature) => {
    const cut = cutReply(`Yes.\n\n${signature}\n`);
    expect(cut.reply).toBe('Yes.');
    expect(cut.signature).toBe(signature);
  });

  test('what is written below one stays', () => {
    const cut = cutReply('Yes.\n\nSent from my iPhone\n\nPS: the blue one.');
    expect(cut.reply).toBe('Yes.\n\nPS: the blue one.');
  });

  test('a mail of nothing else is an empty reply', () => {
    expect(cutReply('\n\nVon meinem iPhone gesendet\n').reply).toBe('');
  });
});

describe('signatures of people', () => {
  test('begin after two dashes', () => {
    const cut = cutReply('Yes.\n\n-- \nJo Doe\nACME Ltd\n');
    expect(cut).toMatchObject({ reply: 'Yes.', signature: '--\nJo Doe\nACME Ltd' });
  });

  test('stand below the quotation as well as above', () => {
    const quotation = `On 23 Nov 2026, at 14:10, Ada <a@b.example> wrote:\n${quotedText(answered)}`;
    expect(cutReply(`Yes.\n\n-- \nJo\n\n${quotation}\n`).reply).toBe('Yes.');
    expect(cutReply(`Yes.\n\n${quotation}\n\n-- \nJo\n`).reply).toBe('Yes.');
  });

  test('a name under the text is part of it', () => {
    expect(cutReply('Yes.\n\nBest regards\nJo Doe').reply).toBe('Yes.\n\nBest regards\nJo Doe');
  });

  test('a text below dashes that nothing stands above is the reply', () => {
    expect(cutReply('--\nThe blue one please').reply).toBe('--\nThe blue one please');
    expect(cutReply('-- \nJo Doe\n').reply).toBe('');
  });
});

describe('where the answer stands', () => {
  const intro = 'On 23 Nov 2026, at 14:10, Ada <support@mail.example.com> wrote:';

  test('below the quotation', () => {
    expect(cutReply(`${intro}\n${quotedText(answered)}\n\n${reply}\n`).reply).toBe(reply);
  });

  test('directly below it, without an empty line', () => {
    expect(cutReply(`${intro}\n> Which one?\nBlue.`).reply).toBe('Blue.');
  });

  test('between quotations: with what it answers', () => {
    const cut = cutReply(
      `Hi, see below\n\n${intro}\n\n> Which colour?\n\nBlue.\n\n> And when?\n\nTomorrow.\n\n> Regards\n> Ada\n`,
    );
    expect(cut.reply).toBe('Hi, see below\n\n> Which colour?\n\nBlue.\n\n> And when?\n\nTomorrow.');
    expect(cut.answers).toEqual([
      { quoted: 'Which colour?', text: 'Blue.' },
      { quoted: 'And when?', text: 'Tomorrow.' },
    ]);
  });

  test('above and below', () => {
    const cut = cutReply(`Hi\n\n${intro}\n> Which colour?\n\nBlue.\n`);
    expect(cut.reply).toBe('Hi\n\n> Which colour?\n\nBlue.');
  });

  test('between quotations of HTML', () => {
    const html = `<div>Hi</div><div class="gmail_quote"><div class="gmail_attr">${intro.replace('<', '&lt;')}</div><blockquote class="gmail_quote">Which colour?</blockquote><div>Blue.</div><blockquote class="gmail_quote">Regards<br>Ada</blockquote></div>`;
    expect(cutHtml(html).reply).toBe('Hi\n> Which colour?\nBlue.');
  });

  test('nowhere: an empty reply', () => {
    expect(cutReply(`${intro}\n${quotedText(answered)}\n`)).toMatchObject({ reply: '' });
    expect(cutReply('').reply).toBe('');
    expect(cutReply(' \n\u00a0\n\t').reply).toBe('');
  });

  test('in a mail that answers, an embedded mail alone is an empty reply; else it was forwarded', () => {
    const text = `\n\n${headers[0]!.header}\n\n${answered}\n`;
    expect(cutReply(text, { answers: true }).reply).toBe('');
    expect(cutReply(text).reply).toBe(answered);
  });

  test('what somebody quoted by hand stays', () => {
    expect(cutReply('> free returns\n\nIs that still so?').reply).toBe('> free returns\n\nIs that still so?');
    expect(cutReply('> free returns').reply).toBe('> free returns');
  });

  test('a quoted line that was wrapped without its mark is no answer', () => {
    const text = `Yes.\n\n${intro}\n> The lamp that you asked for has been standing in our shop for a\nwhile, and it is blue.\n> Regards\n`;
    expect(cutReply(text).reply).toBe('Yes.');
  });

  test('an answer right below a long question is one', () => {
    const text = `${intro}\n> Would you like to have the blue lamp or rather the green one that we showed?\nblue\n> Regards\n`;
    expect(cutReply(text).reply).toBe('blue');
  });
});

describe('our own mail in the quotation', () => {
  test.each([...emailLocales])('is known by its marker, quoted or not (%s)', (locale) => {
    const own = composeUnreadEmail(unreadEmail({ locale })).text;
    expect(cutReply(`Yes.\n\n${own}`).reply).toBe('Yes.');
    expect(cutReply(`Yes.\n\n${quotedText(own)}`).reply).toBe('Yes.');
    expect(cutReply(`${own}\n\nYes, below.`).reply).toBe('Yes, below.');
    expect(cutReply(own).reply).toBe('');
    expect(cutReply(quotedText(own)).reply).toBe('');
  });

  test('its links are of no use to whoever reads the quotation', () => {
    const own = composeUnreadEmail(
      unreadEmail({
        resumeUrl: 'https://shop.example.com#cc=abcdefghij',
        notMeUrl: 'https://c.example.com/v1/email/not-me/abcdefghij',
      }),
    ).text;
    const top = cutReply(`Yes.\n\n${own}`);
    expect(top.quoted).toContain('#cc=…');
    expect(top.quoted).not.toContain('abcdefghij');
    const between = cutReply(quotedText(own).replace('Message 3', 'Message 3\n\nBlue!\n'));
    expect(between.reply).toContain('Blue!');
    expect(between.reply).not.toContain('abcdefghij');
  });
});

describe('texts of all kinds', () => {
  test('code between fences stays as it is', () => {
    const text =
      'See:\n```\n> On 23 Nov 2026, at 14:10, Ada <a@b.example> wrote:\n-----Original Message-----\n-- \n```\nWhy?';
    expect(cutReply(text).reply).toBe(text.replace('-- \n', '--\n'));
  });

  test('what PGP put around a signed text goes', () => {
    const text =
      '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nYes.\n- --- both ---\n-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n=abcd\n-----END PGP SIGNATURE-----\n';
    expect(cutReply(text).reply).toBe('Yes.\n--- both ---');
  });

  test.each([
    ['emoji', '👍🏽👩‍👩‍👧'],
    ['Arabic', 'نعم، أريد المصباح الأزرق من فضلك.'],
    ['Hebrew with its marks of direction', 'כן, \u200fLamp\u200e בבקשה'],
    ['Japanese', 'はい、青いランプをお願いします。'],
    ['a long line', `Yes, ${'and again '.repeat(50_000)}end.`],
  ])('%s', (_, text) => {
    expect(cutReply(`${text}\n\nOn 23 Nov 2026, at 14:10, Ada <a@b.example> wrote:\n> Hello`).reply).toBe(text);
  });

  test('control characters and those that turn the direction around go', () => {
    expect(cutReply('a\u0000b\u202ec\u2066d\r\ne\rf\u0007').reply).toBe('abcd\ne\nf');
  });

  test('HTML: links keep where they lead, lists their points, tables their rows, emoji images their emoji', () => {
    const html =
      '<p>See <a href="https://a.example/x">this</a> and <a href="https://b.example/">b.example</a></p><ul><li>one</li><li>two</li></ul><table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table><p><img alt="🦊" src="https://x/y.png"><img src="https://track.example/p.gif" alt="logo"></p><pre>  a\n    b</pre>';
    expect(cutHtml(html).reply).toBe(
      'See this <https://a.example/x> and b.example\n- one\n- two\n1 2\n3\n\n🦊\n\n  a\n    b',
    );
  });

  test('HTML: hidden text, styles and scripts are not text; an indent is no quotation', () => {
    const html =
      '<style>p{}</style><script>x()</script><div style="display: none">preheader</div><p>Hi</p><blockquote style="margin:0 0 0 40px;border:none;padding:0px">indented</blockquote>';
    expect(cutHtml(html).reply).toBe('Hi\nindented');
  });

  test('HTML: a blockquote that nobody announced was made by the person', () => {
    expect(cutHtml('<p>You say</p><blockquote>free returns</blockquote>').reply).toBe('You say\nfree returns');
  });
});
