import {
  composeUnreadEmail,
  defaultTexts,
  emailLocales,
  type ComposedEmail,
} from '../../../functions/domain/email/compose.ts';
import { rootId, sesId, unreadEmail, unreadMessage } from './unread-email.fixture.ts';

function header(email: ComposedEmail, name: string): string | undefined {
  return email.headers.find((entry) => entry.name === name)?.value;
}

describe('the unread e-mail', () => {
  const composed = composeUnreadEmail(unreadEmail());

  test('says in both parts how many messages are unread, and shows each with author and time', () => {
    for (const part of [composed.text, composed.html]) {
      expect(part).toContain('You have 2 unread messages');
      expect(part).toContain('Message 3');
      expect(part).toContain('Nov 23, 2026, 2:03');
      expect(part).toContain('Message 4');
    }
    expect(composed.text.match(/^Ada · Nov 23, 2026, 2:0[34]\sPM GMT\+1$/gm)).toHaveLength(2);
    expect(composed.includedSeqs).toEqual([3, 4]);
    expect(composed.more).toBe(0);
  });

  test('begins with the line above which to reply', () => {
    expect(composed.text.split('\n')[0]).toBe('--- Please reply above this line ---');
    const shown = composed.html.slice(composed.html.indexOf('</div>'));
    expect(shown.indexOf('--- Please reply above this line ---')).toBeLessThan(shown.indexOf('Lamp Shop'));
  });

  test('has the resume link alone on its line of the text', () => {
    expect(composed.text.split('\n')).toContain('https://shop.example.com/lamps#cc=resume-token');
    expect(composed.html).toContain('href="https://shop.example.com/lamps#cc=resume-token"');
  });

  test('offers to say that the conversation is somebody else’s, and to get no more e-mails', () => {
    for (const part of [composed.text, composed.html]) {
      expect(part).toContain('https://chat.example.com/v1/email/not-me/n1');
      expect(part).toContain('https://chat.example.com/v1/email/unsubscribe/u1');
    }
    expect(header(composed, 'List-Unsubscribe')).toBe('<https://chat.example.com/v1/email/unsubscribe/u1>');
    expect(header(composed, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  });

  test('asks other machines not to answer', () => {
    expect(header(composed, 'Auto-Submitted')).toBe('auto-generated');
    expect(header(composed, 'X-Auto-Response-Suppress')).toBe('OOF, AutoReply');
  });

  test('holds no blockquote and no border on one side, which clients would take for a quote', () => {
    expect(composed.html).not.toMatch(/blockquote|border-(left|right)/);
  });

  test('names attachments with the message they belong to', () => {
    const attachments = [{ filename: 'price list.pdf' }, { filename: 'lamp.jpg' }];
    const email = composeUnreadEmail(unreadEmail({ messages: [unreadMessage(1, { attachments })] }));
    expect(email.text).toContain('Message 1\nAttached: price list.pdf, lamp.jpg');
    expect(email.html).toContain('Attached: price list.pdf, lamp.jpg');
  });

  test('says of files that do not go along where they are', () => {
    const attachments = [{ filename: 'lamp.jpg' }, { filename: 'film.mp4', onWebsiteOnly: true }] as const;
    const email = composeUnreadEmail(unreadEmail({ messages: [unreadMessage(1, { attachments })] }));
    expect(email.text).toContain('Message 1\nAttached: lamp.jpg\nOn our website: film.mp4');
    expect(email.html).toContain('On our website: film.mp4');
  });

  test('says in the visitor’s language that a message has only files', () => {
    const attachments = [{ filename: 'Angebot.pdf' }];
    const email = composeUnreadEmail(
      unreadEmail({ locale: 'de', messages: [unreadMessage(1, { text: '', attachments })] }),
    );
    expect(email.text).toMatch(/^Ada · .*\nAnhang: Angebot\.pdf$/m);
    expect(email.html).toContain('>Ada: Anhang: Angebot.pdf&#8199;');
    expect(email.html).not.toContain('class="bubble"');
  });

  test('is one for one unread message', () => {
    const email = composeUnreadEmail(unreadEmail({ messages: [unreadMessage(7)] }));
    expect(email.text).toContain('You have an unread message');
  });
});

describe('who it comes from', () => {
  test.each([
    ['Ada', 'Lamp Shop', '"Ada (Lamp Shop)" <support@mail.example.com>'],
    [undefined, 'Lamp Shop', '"Lamp Shop" <support@mail.example.com>'],
    ['Lamp Shop', 'Lamp Shop', '"Lamp Shop" <support@mail.example.com>'],
    ['A "the" \\ Da', 'Co, Inc.', '"A \\"the\\" \\\\ Da (Co, Inc.)" <support@mail.example.com>'],
    ['Eve\r\nBcc: all@example.com', 'X', '"Eve Bcc: all@example.com (X)" <support@mail.example.com>'],
    ['', '', 'support@mail.example.com'],
  ])('agent %j of company %j writes as %s', (agentName, companyName, from) => {
    expect(composeUnreadEmail(unreadEmail({ agentName, companyName })).from).toBe(from);
  });

  test('a name outside ASCII becomes encoded-words of at most 75 characters that give the name back', () => {
    const agentName = 'Żółć Gęślą-Jaźń 👩‍🚀 Łódź Świętosława';
    const { from } = composeUnreadEmail(unreadEmail({ agentName, companyName: 'Müller & Söhne' }));
    expect(from).toMatch(/^[\x20-\x7e]+$/);
    const words = from.replace(' <support@mail.example.com>', '').split(' ');
    expect(words.length).toBeGreaterThan(1);
    for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
    const decoded = words.map((word) => Buffer.from(word.slice('=?UTF-8?B?'.length, -2), 'base64').toString());
    expect(decoded.join('')).toBe(`${agentName} (Müller & Söhne)`);
  });

  test('names the address as people read it, and goes to it as it is stored', () => {
    const email = composeUnreadEmail(unreadEmail({ to: 'vera@xn--exmple-cua.org' }));
    expect(email.to).toBe('vera@xn--exmple-cua.org');
    for (const part of [email.text, email.html]) expect(part).toContain('vera@exämple.org');
  });

  test('replies go to the bare reply address', () => {
    expect(composeUnreadEmail(unreadEmail()).replyTo).toBe('r.abcdefghijklmnopqrstuvwxyz@reply.example.com');
  });
});

describe('one thread in the visitor’s mail program', () => {
  test('the first mail answers the root that never was', () => {
    const first = composeUnreadEmail(unreadEmail());
    expect(first.subject).toBe('Your conversation with Lamp Shop');
    expect(first.threadSubject).toBe(first.subject);
    expect(header(first, 'In-Reply-To')).toBe(rootId);
    expect(header(first, 'References')).toBe(rootId);
  });

  test('later mails keep the subject, even if the admin changed it meanwhile', () => {
    const thread = { rootId, ids: [sesId(1)], subject: 'Your conversation with Lamp Shop' };
    const later = composeUnreadEmail(unreadEmail({ thread, texts: { subject: 'News from {company}' } }));
    expect(later.subject).toBe('Re: Your conversation with Lamp Shop');
    expect(later.threadSubject).toBe('Your conversation with Lamp Shop');
    expect(header(later, 'In-Reply-To')).toBe(sesId(1));
    expect(header(later, 'References')).toBe(`${rootId} ${sesId(1)}`);
  });

  test('an answer to the visitor’s own mail refers to it last', () => {
    const inReplyTo = '<CAF-x@mail.gmail.com>';
    const thread = { rootId, ids: [sesId(1), inReplyTo, sesId(2)], subject: 'S', inReplyTo };
    const email = composeUnreadEmail(unreadEmail({ thread }));
    expect(header(email, 'In-Reply-To')).toBe(inReplyTo);
    expect(header(email, 'References')).toBe(`${rootId} ${sesId(1)} ${sesId(2)} ${inReplyTo}`);
  });

  test('of a long thread the root and the newest ids stay, within what SES allows', () => {
    const ids = Array.from({ length: 40 }, (_, index) => sesId(index));
    const references = header(composeUnreadEmail(unreadEmail({ thread: { rootId, ids, subject: 'S' } })), 'References');
    expect(references).toBe([rootId, ...ids.slice(-9)].join(' '));
    expect(references!.length).toBeLessThanOrEqual(870);

    const long = ids.map((_, index) => `<${String(index).padStart(200, 'x')}@example.org>`);
    const shorter = header(
      composeUnreadEmail(unreadEmail({ thread: { rootId, ids: long, subject: 'S' } })),
      'References',
    );
    expect(shorter).toBe([rootId, ...long.slice(-3)].join(' '));
    expect(shorter!.length).toBeLessThanOrEqual(870);
  });

  test.each(['<a@b>\r\nBcc: x@example.com', 'no brackets', '<umläut@example.org>', `<${'x'.repeat(990)}@example.org>`])(
    'what is no Message-ID never gets into a header: %j',
    (inReplyTo) => {
      const email = composeUnreadEmail(unreadEmail({ thread: { rootId, ids: [sesId(1)], subject: 'S', inReplyTo } }));
      expect(header(email, 'In-Reply-To')).toBe(sesId(1));
      expect(header(email, 'References')).toBe(`${rootId} ${sesId(1)}`);
    },
  );

  test('a company name cannot break the subject', () => {
    const { subject } = composeUnreadEmail(unreadEmail({ companyName: 'A\r\nB\u2028C' }));
    expect(subject).toBe('Your conversation with A B C');
  });
});

describe('what does not fit', () => {
  test('the eleventh message and those after it are counted, with the link', () => {
    const messages = Array.from({ length: 13 }, (_, index) => unreadMessage(index + 1));
    const email = composeUnreadEmail(unreadEmail({ messages }));
    expect(email.includedSeqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(email.more).toBe(3);
    expect(email.text).toContain('You have 13 unread messages');
    expect(email.text).toContain('+3 more messages');
    expect(email.html).toMatch(
      /<a href="https:\/\/shop\.example\.com\/lamps#cc=resume-token"[^>]*>\+3 more messages<\/a>/,
    );
  });

  test.each([
    ['plain text', 'word '.repeat(2000)],
    ['characters that HTML must escape', '<&>"\''.repeat(2000)],
    ['links', 'http://a.example '.repeat(580)],
    ['line breaks', 'x\n'.repeat(5000)],
    ['emoji', '🦊'.repeat(5000)],
    ['Chinese', '灯'.repeat(10_000)],
  ])('ten messages of 10,000 characters of %s stay within 80 KB of HTML', (_, text) => {
    const messages = Array.from({ length: 10 }, (__, index) => unreadMessage(index + 1, { text }));
    const email = composeUnreadEmail(unreadEmail({ messages }));
    expect(Buffer.byteLength(email.html)).toBeLessThanOrEqual(80_000);
    expect(email.includedSeqs.length).toBeGreaterThanOrEqual(1);
    expect(email.includedSeqs.length + email.more).toBe(10);
    expect(email.html).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  test('a message that alone is too long is shortened, and says so', () => {
    const text = `Beginning ${'http://&&&&&&&&&&&&&&&& '.repeat(420)}`;
    const email = composeUnreadEmail(unreadEmail({ messages: [unreadMessage(1, { text })] }));
    expect(email.includedSeqs).toEqual([1]);
    expect(email.html).toContain('Beginning ');
    expect(email.html).toContain('… The whole message is on our website.');
    expect(email.text).toContain('… The whole message is on our website.');
  });
});

describe('what people write is text, never markup', () => {
  const hostile = '<script>alert(1)</script><img src=x onerror=a()> & "quotes" \'single\'';
  const email = composeUnreadEmail(
    unreadEmail({
      companyName: hostile,
      messages: [unreadMessage(1, { text: hostile, authorName: hostile, attachments: [{ filename: hostile }] })],
      texts: { howToReply: hostile, continueOnWebsite: hostile, unsubscribe: hostile },
    }),
  );

  test('in the HTML everything is escaped', () => {
    expect(email.html).not.toContain('<script');
    expect(email.html).not.toContain('<img');
    expect(email.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('only http and https become links, without the full stop that ends the sentence', () => {
    const text =
      'See https://example.org/a_(b)?x=1&y=2. Or (http://example.org/c), javascript:alert(1) ftp://x HTTPS://UP.example!';
    const { html } = composeUnreadEmail(unreadEmail({ messages: [unreadMessage(1, { text })] }));
    expect([...html.matchAll(/<a href="([^"]*)">/g)].map((match) => match[1])).toEqual([
      'https://example.org/a_(b)?x=1&amp;y=2',
      'http://example.org/c',
      'https://up.example/',
    ]);
    expect(html).toContain('</a>. Or (<a');
  });

  test('line breaks and runs of spaces stay as written, control characters go', () => {
    const { html, text } = composeUnreadEmail(
      unreadEmail({ messages: [unreadMessage(1, { text: 'a\r\nb  c\u0000\u001b[31m' })] }),
    );
    expect(html).toContain('a<br>\nb&nbsp; c[31m');
    expect(text).toContain('a\nb  c[31m');
  });
});

describe('languages', () => {
  test.each([...emailLocales])('%s has every text, marker and plural form it needs', (locale) => {
    const needed = new Set(
      [0, 1, 2, 3, 5, 7, 11, 21, 100, 102].map((count) => new Intl.PluralRules(locale).select(count)),
    );
    for (const forms of [defaultTexts(locale).unread, defaultTexts(locale).more]) {
      for (const category of needed) expect(forms[category]).toMatch(/\S/);
    }
    const messages = Array.from({ length: 12 }, (_, index) => unreadMessage(index + 1));
    const email = composeUnreadEmail(unreadEmail({ locale, messages }));
    expect(email.text).not.toMatch(/[{}]|undefined/);
    expect(email.text).toMatch(/^--- .+ ---\n/);
    expect(email.subject).toContain('Lamp Shop');
  });

  test.each([
    ['de-AT', 'Sie haben 2 ungelesene Nachrichten', 'de-AT'],
    ['DE', 'Sie haben 2 ungelesene Nachrichten', 'de'],
    ['pt_BR', 'Tem 2 mensagens não lidas', 'pt-BR'],
    ['pl', 'Masz 2 nieprzeczytane wiadomości', 'pl'],
    ['ja', 'You have 2 unread messages', 'en'],
    ['', 'You have 2 unread messages', 'en'],
    ['en-', 'You have 2 unread messages', 'en'],
    ['ar', 'لديك رسالتان غير مقروءتين', 'ar'],
  ])('wanted %j: %s', (locale, headline, lang) => {
    const email = composeUnreadEmail(unreadEmail({ locale }));
    expect(email.text).toContain(headline);
    expect(email.html).toContain(`<html lang="${lang}"`);
  });

  test('Arabic runs from right to left, and a message in another script keeps its own direction', () => {
    const email = composeUnreadEmail(unreadEmail({ locale: 'ar' }));
    expect(email.html).toContain('dir="rtl"');
    expect(email.html).toMatch(/class="bubble" dir="auto"/);
    expect(composeUnreadEmail(unreadEmail()).html).toContain('dir="ltr"');
  });

  test('times are shown in the zone, an unknown zone counts as UTC', () => {
    const locale = 'de';
    expect(composeUnreadEmail(unreadEmail({ locale })).text).toContain('Ada · 23. Nov. 2026, 14:03 MEZ');
    expect(composeUnreadEmail(unreadEmail({ locale, timeZone: 'Mars/Base' })).text).toContain(
      '23. Nov. 2026, 13:03 UTC',
    );
  });
});

describe('what the admin changed', () => {
  test('takes the place of the default, with its placeholders filled', () => {
    const texts = { subject: 'Neues von {company}', unread: { other: '{count} neu bei {company}' } };
    const email = composeUnreadEmail(unreadEmail({ locale: 'de', texts }));
    expect(email.subject).toBe('Neues von Lamp Shop');
    expect(email.html).toContain('2 neu bei Lamp Shop');
    expect(email.html).toContain('Konversation fortsetzen');
  });

  test('a text that was emptied is the default again, a mistyped placeholder stays visible', () => {
    const email = composeUnreadEmail(
      unreadEmail({ texts: { subject: '  ', howToReply: 'Answer {compny} or {constructor}' } }),
    );
    expect(email.subject).toBe('Your conversation with Lamp Shop');
    expect(email.text).toContain('Answer {compny} or {constructor}');
  });
});
