import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import type { Json } from './visitor.ts';

interface Preview {
  readonly locale: string;
  readonly subject: string;
  readonly from: string;
  readonly html: string;
  readonly text: string;
  readonly defaultTexts: Readonly<Record<string, unknown>>;
}

describe('the e-mail that an admin looks at', () => {
  let system: RunningSystem;
  let admin: Agent;

  beforeAll(async () => {
    system = await startSystem();
    admin = await agentOf(system);
    expect(await admin.saves({ fromName: 'Kiesel & Ton', locales: ['en', 'de'], defaultLocale: 'de' })).toMatchObject({
      status: 200,
    });
  });

  afterAll(() => system.stop());

  async function preview(locale?: string): Promise<Preview> {
    const query = locale === undefined ? '' : `?locale=${locale}`;
    const { status, body } = await admin.call('GET', `/v1/admin/email-preview${query}`);
    expect(status).toBe(200);
    return body as Preview;
  }

  test('is in the language that is asked for, in the default language otherwise', async () => {
    expect((await preview('en')).subject).toBe('Your conversation with Kiesel & Ton');
    const german = await preview();
    expect(german).toMatchObject({ locale: 'de', subject: 'Ihre Konversation mit Kiesel & Ton' });
    expect(german.text).toContain('Sie haben 2 ungelesene Nachrichten');
    expect(german.html).toContain('lang="de"');
    expect(german.from).toMatch(/^"?[^<]*\(Kiesel & Ton\)"? <support@/);
  });

  test('runs from right to left in Arabic, though no visitor gets it in Arabic yet', async () => {
    const { html, subject } = await preview('ar');
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(subject).toMatch(/\p{Script=Arabic}/u);
  });

  test('is in the language of a visitor whose own is not known: the default one', async () => {
    expect(await preview('xx-YY')).toMatchObject({ locale: 'de' });
  });

  test('has the saved texts, and the ones that are not saved yet when they are sent along', async () => {
    await admin.saves({ texts: { de: { howToReply: 'Antworten Sie, wie es Ihnen passt.' } } });
    expect((await preview('de')).text).toContain('Antworten Sie, wie es Ihnen passt.');
    const unsaved = { locale: 'de', fromName: 'Ärzte & Söhne', texts: { howToReply: 'Schreiben Sie uns zurück.' } };
    const { status, body } = await admin.call('POST', '/v1/admin/email-preview', unsaved);
    expect(status).toBe(200);
    const { text, subject, defaultTexts } = body as Preview;
    expect(text).toContain('Schreiben Sie uns zurück.');
    expect(subject).toBe('Ihre Konversation mit Ärzte & Söhne');
    expect(defaultTexts.howToReply).toMatch(/^Antworten Sie einfach/);
    const saved = await preview('de');
    expect(saved.text).toContain('wie es Ihnen passt.');
    expect(saved.subject).toContain('Kiesel & Ton');
  });

  test('is refused with the text’s name when there is no such text', async () => {
    const { status, body } = await admin.call('POST', '/v1/admin/email-preview', { texts: { hello: 'x' } });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'invalid_request',
      errors: { texts: expect.stringContaining('hello') as string },
    });
  });

  test('carries no token that works', async () => {
    const { html, text } = await preview('en');
    const token = /#cc=(\S+)/.exec(text)?.[1] ?? '';
    const resumed = await system.request('POST', '/v1/visitor/sessions/resume', { body: { resumeToken: token } });
    expect(resumed.status).toBe(404);
    for (const kind of ['unsubscribe', 'not-me']) {
      const path = new RegExp(`/v1/email/${kind}/[^"<\\s]+`).exec(html)?.[0] ?? '';
      expect(path).not.toBe('');
      for (const method of ['GET', 'POST']) expect((await system.request(method, path)).status).toBe(404);
    }
  });

  test('nobody but an admin sees or sends it', async () => {
    const token = await system.agentToken('grace');
    for (const [method, path] of [
      ['GET', '/v1/admin/email-preview'],
      ['POST', '/v1/admin/email-preview'],
      ['POST', '/v1/admin/test-email'],
    ] as const) {
      expect((await system.request(method, path, { token, ...(method === 'POST' ? { body: {} } : {}) })).status).toBe(
        403,
      );
      expect((await system.request(method, path)).status).toBe(401);
    }
  });

  const sends = (body: Json) => admin.call('POST', '/v1/admin/test-email', body);

  test('goes out as a test, from the address and in the words of the real ones', async () => {
    const { status, body } = await sends({ to: 'ada@example.com', locale: 'de' });
    expect(status).toBe(202);
    expect(body).toEqual({ sesId: expect.stringMatching(/\S/) as string });
    const [mail] = await system.mailbox('ada@example.com');
    const shown = await preview('de');
    expect(mail).toMatchObject({ subject: `[Test] ${shown.subject}` });
    expect(mail!.html).toContain('2 ungelesene Nachrichten');
    expect(mail!.from).toContain('<support@');
    // The mailbox decodes the display name, which may be written in quotes.
    expect(mail!.from.replaceAll('"', '')).toBe(shown.from.replaceAll('"', ''));
  });

  test('goes to a domain with an umlaut, in Punycode', async () => {
    expect((await sends({ to: ' kontakt@bücher.example ', locale: 'en' })).status).toBe(202);
    expect(await system.mailbox('kontakt@xn--bcher-kva.example')).toHaveLength(1);
  });

  test('goes out from right to left', async () => {
    expect((await sends({ to: 'rtl@example.com', locale: 'ar' })).status).toBe(202);
    const [mail] = await system.mailbox('rtl@example.com');
    expect(mail!.html).toContain('dir="rtl"');
  });

  test.each([
    [{ to: 'jürgen@example.com' }, 422, 'email_not_ascii'],
    [{ to: '' }, 422, 'email_invalid'],
    [{ to: 'nobody' }, 422, 'email_invalid'],
    [{ to: 7 }, 400, 'invalid_request'],
    [{}, 400, 'invalid_request'],
  ])('is not sent to %j', async (body, status, code) => {
    const before = (await system.mailbox()).length;
    expect(await sends(body)).toMatchObject({ status, body: { code } });
    expect(await system.mailbox()).toHaveLength(before);
  });

  test('may bounce, and an answer to it is kept as mail that belongs to no conversation', async () => {
    expect((await sends({ to: 'bounce@simulator.amazonses.com', locale: 'en' })).status).toBe(202);
    const [mail] = await system.mailbox('ada@example.com');
    await system.bringMail({ from: 'ada@example.com', to: mail!.replyTo, subject: 'Re: test', text: 'It works.' });
    await system.clock(60);
    expect(await system.deadLetters()).toEqual([]);
  });
});
