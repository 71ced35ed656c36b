import type { BrowserContextOptions, Page } from 'playwright-core';
import { brokenRules } from './broken-rules.ts';
import { adaAt, openConversation } from './agent-page.ts';
import { describeInBrowser, person, picture } from './browser.ts';
import { drawn } from './drawn.ts';
import { eventually } from './eventually.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { showAgentsWork } from './show-agent.ts';
import { allAnswered, unansweredOf } from './unanswered.ts';

describeInBrowser('in the agent workspace', () => {
  const pages = pagesUnderTest();

  beforeEach(() => {
    const { state } = pages.backend;
    state.conversations = [];
    state.keptMail = [];
  });

  test('of ten thousand who wait at most 60 are in the document, and scrolling on costs one page at a time', async () => {
    const { state } = pages.backend;
    for (let at = 0; at < 10_000; at += 1) {
      const visitor = { id: `v${at}`, name: `Visitor number ${at}`, locale: 'en' };
      const sentAt = state.iso(at - 20_000);
      const one = state.begin({ id: `q${at}`, visitor, updatedAt: sentAt, waitingSince: sentAt });
      one.messages = [{ seq: 1, author: { kind: 'visitor' }, channel: 'messaging', text: 'Hello', sentAt }];
    }
    const asked: string[] = [];
    let unanswered: ReadonlySet<unknown> = new Set();
    const { page, complaints } = await adaAt(pages, {}, async (fresh) => {
      unanswered = unansweredOf(fresh);
      await fresh.route('**/v1/agent/conversations?*', async (route) => {
        asked.push(new URL(route.request().url()).searchParams.get('cursor') ?? 'top');
        await route.continue();
      });
    });
    await page.waitForSelector('.card');
    // Opening the connection fetches the top once more.
    await eventually(
      () => [asked.length, unanswered.size],
      ([count = 0, open]) => count >= 2 && open === 0,
    );
    asked.length = 0;
    const inDocument: number[] = [];
    for (let step = 1; step <= 20; step += 1) {
      await page.evaluate(`document.querySelector('.rows').scrollTop = 1e9`);
      await eventually(
        () => page.evaluate(`document.querySelector('.rows ul').offsetHeight / 96`),
        (rows) => rows === 50 * step + 50,
      );
      inDocument.push(await page.locator('.rows li').count());
      expect(asked).toHaveLength(step);
    }
    expect(Math.max(...inDocument)).toBeLessThanOrEqual(60);
    expect(new Set(asked).size).toBe(asked.length);
    expect(complaints).toEqual([]);
  });

  test('kept mail says why it was kept, and is released, attached or discarded', async () => {
    const { state } = pages.backend;
    showAgentsWork(state);
    const kept = (): string => state.keptMail.map(({ id }) => id).join();
    const { page, complaints } = await adaAt(pages);
    await page.getByRole('link', { name: 'Kept mail' }).click();
    await page.locator('.card', { hasText: 'Mail Delivery System' }).click();
    await page.getByText('A mail server reports that a mail could not be delivered.').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.locator('.card', { hasText: 'Mail Delivery System' }).waitFor({ state: 'detached' });
    await eventually(kept, (ids) => ids === 'k1,k3,k4');

    await page.locator('.card', { hasText: 'Priya Raman' }).click();
    expect(await page.getByRole('button', { name: 'Release' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Attach to a conversation' }).click();
    await page.getByRole('searchbox').fill('pri');
    await page.locator('.choice', { hasText: 'Priya' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Attach' }).click();
    await page.locator('.message', { hasText: 'before the weekend' }).waitFor();
    expect(page.url()).toContain('#/conversations/');

    await page.goto(`${pages.backend.url}/agent#/mail/k4`);
    await page.getByText('A virus was found in it.').waitFor();
    expect(await page.locator('.kept-actions button').allTextContents()).toEqual(['Discard']);
    await page.locator('.card', { hasText: 'Jürgen Weiß' }).click();
    await page.getByRole('button', { name: 'Release into the conversation' }).click();
    await page.locator('.message.other', { hasText: 'send the refund' }).waitFor();
    expect(page.url()).toContain('#/conversations/c1');
    await eventually(kept, (ids) => ids === 'k4');
    expect(complaints).toEqual([]);
  });

  test('files go with an answer: picked, pasted and dropped, once they are uploaded', async () => {
    const { state } = pages.backend;
    const talk = showAgentsWork(state);
    const { page, complaints } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    const send = page.getByRole('button', { name: 'Send', exact: true });
    await page.locator('input[type=file]').setInputFiles([
      { name: 'glaze.png', mimeType: 'image/png', buffer: Buffer.alloc(2_000, 1) },
      { name: 'setup.blocked', mimeType: 'text/plain', buffer: Buffer.alloc(10, 1) },
    ]);
    await page.locator('.draft-file.ready', { hasText: 'glaze.png' }).waitFor();
    await page.locator('.draft-file.refused', { hasText: 'not accepted' }).waitFor();
    expect(await send.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Remove setup.blocked' }).click();
    await page.evaluate(`
      const given = (type, name, file) => {
        const transfer = new DataTransfer();
        transfer.items.add(file);
        const event = new (type === 'paste' ? ClipboardEvent : DragEvent)(type, {
          bubbles: true, cancelable: true, clipboardData: transfer, dataTransfer: transfer,
        });
        document.querySelector(name).dispatchEvent(event);
      };
      given('paste', '.composer textarea', new File(['a'], 'pasted.png', { type: 'image/png' }));
      given('drop', '.conversation-middle', new File(['b'], 'dropped.txt', { type: 'text/plain' }));
      given('drop', '.conversation-middle', new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'film.mov'));
    `);
    await page.locator('.draft-file.ready').nth(2).waitFor();
    await page.locator('.draft-file', { hasText: 'Larger than 20 MB' }).waitFor();
    await picture(page, 'workspace-draft-files');
    await page.getByRole('button', { name: 'Remove film.mov' }).click();
    await send.click();
    await page.locator('.message.ours .file', { hasText: 'dropped.txt' }).waitFor();
    expect(await page.locator('.draft-file').count()).toBe(0);
    expect(talk.messages.at(-1)).toMatchObject({ text: '', attachments: [{}, {}, {}] });
    expect([...state.files.values()].map(({ uploaded }) => uploaded)).toEqual([0, 0, 2_000, 1, 1]);
    expect(complaints).toEqual([]);
  });

  test('a file whose address may have expired is asked for anew before it is opened', async () => {
    const talk = showAgentsWork(pages.backend.state);
    const { page } = await adaAt(pages, {}, (fresh) => fresh.clock.install());
    const unanswered = unansweredOf(page);
    await openConversation(page, pages, 'files');
    const asked: string[] = [];
    await page.route('**/files/messages?*', async (route) => {
      asked.push(new URL(route.request().url()).search);
      await route.continue();
    });
    const receipt = page.locator('.file', { hasText: 'receipt.pdf' });
    const download = () => Promise.all([page.waitForEvent('download'), receipt.click()]);
    await download();
    expect(asked).toEqual([]);
    const message = talk.messages[4];
    const moved = (message?.attachments as { url: string }[]).map((file) => ({ ...file, url: '/files/crack.png' }));
    talk.messages = talk.messages.map((one) => (one === message ? { ...one, attachments: moved } : one));
    // An answer from before would come in as if it were fresh.
    await allAnswered(unanswered);
    await page.clock.fastForward(51 * 60_000);
    const [{ url }] = await Promise.all([
      page.waitForEvent('download').then((one) => ({ url: one.url() })),
      receipt.click(),
    ]);
    expect(url).toContain('/files/crack.png');
    expect(asked).toContain('?after=4&limit=1');
  });

  test('a visitor is found by the beginning of their name or address, and what the server found is shown', async () => {
    showAgentsWork(pages.backend.state);
    const { page } = await adaAt(pages);
    const field = page.getByRole('searchbox', { name: 'Search by name or e-mail address' });
    await field.fill('amelie.d');
    await eventually(
      () => page.locator('.card .card-name').allTextContents(),
      (names) => names.join() === 'Amélie Dupont',
    );
    await field.fill('nobody like this');
    await page.getByText('No name or address begins like this.').waitFor();
    await field.fill('');
    await page.locator('.card').nth(4).waitFor();
  });

  test('the e-mail is shown exactly as it was sent, and nothing in it runs or leads anywhere', async () => {
    showAgentsWork(pages.backend.state);
    const talk = pages.backend.state.conversations.find(({ id }) => id === 'c1');
    const html = String(talk?.emails[0]?.html).replace(
      '</table>',
      '<tr><td><script>parent.pwned = 1</script><form action="/x"><button>x</button></form></td></tr></table>',
    );
    if (talk !== undefined) talk.emails = talk.emails.map((email) => ({ ...email, html }));
    const { page, complaints } = await adaAt(pages);
    await openConversation(page, pages, 'c1');
    await page.locator('.email-line').getByRole('button').click();
    const frame = page.frameLocator('.email-frame');
    await frame.getByText('Continue on the website').waitFor();
    const colour = `[...document.querySelector('.email-frame').contentDocument.querySelectorAll('a')].map((one) => getComputedStyle(one).backgroundColor)`;
    expect(await page.evaluate(colour)).toContain('rgb(29, 78, 216)');
    expect(await frame.locator('script, form, [href]').count()).toBe(0);
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    await picture(page, 'workspace-email');
    expect(complaints).toEqual([]);
  });

  test('the e-mail is shown as high as it is, also in a window that becomes narrower', async () => {
    showAgentsWork(pages.backend.state);
    const { page } = await adaAt(pages);
    await openConversation(page, pages, 'c1');
    await page.locator('.email-line').getByRole('button').click();
    await page.frameLocator('.email-frame').getByText('Continue on the website').waitFor();
    const heights = (): Promise<readonly [number, number]> =>
      page.evaluate(`(({ offsetHeight, contentDocument }) => [offsetHeight, contentDocument.body.offsetHeight + 2])
        (document.querySelector('.email-frame'))`);
    const [before] = await heights();
    await page.setViewportSize({ width: 320, height: 1200 });
    await eventually(heights, ([frame, email]) => frame > before && frame === email);
  });

  test('what is not sent is not lost: not by looking elsewhere, not by loading the page again, and a note stays a note', async () => {
    showAgentsWork(pages.backend.state);
    const { page } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    await page.getByRole('button', { name: 'Note', exact: true }).click();
    const field = page.locator('.composer textarea');
    await field.fill('He sounds angry');
    await openConversation(page, pages, 'c1');
    expect(await field.inputValue()).toBe('');
    await openConversation(page, pages, 'files');
    await page.getByRole('button', { name: 'Save note' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Save note' }).waitFor();
    expect(await field.inputValue()).toBe('He sounds angry');
  });

  test('an answer that was not taken stays, is sent again when the agent says so, and arrives once', async () => {
    const talk = showAgentsWork(pages.backend.state);
    const { page, workspace } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    // What is refused is not tried again by itself, so that it waits for the click.
    await page.route('**/files/messages', (route) => route.fulfill({ status: 403, json: { code: 'forbidden' } }));
    const field = page.locator('.composer textarea');
    await field.fill('We send a new one.');
    await field.press('Control+Enter');
    await page.locator('.message.failed', { hasText: 'Not sent' }).waitFor();
    await openConversation(page, pages, 'c1');
    await openConversation(page, pages, 'files');
    await page.locator('.message.failed', { hasText: 'We send a new one.' }).waitFor();
    await page.unroute('**/files/messages');
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.locator('.message.failed').waitFor({ state: 'detached' });
    await workspace.message('We send a new one.').waitFor();
    expect(talk.messages.filter(({ text }) => text === 'We send a new one.')).toHaveLength(1);
  });

  test('history comes in while one scrolls up, and what one reads stays where it is', async () => {
    const { state } = pages.backend;
    const talk = state.begin({ id: 'long', visitor: { id: 'v', name: 'Long Talker' } });
    for (let seq = 1; seq <= 350; seq += 1) {
      state.append(
        talk,
        { author: { kind: seq % 3 === 0 ? 'agent' : 'visitor' }, text: `line ${seq}` },
        state.iso(seq - 4_000),
      );
    }
    talk.agentReadThrough = 350;
    const { page } = await adaAt(pages);
    await openConversation(page, pages, 'long');
    await page.locator('.message', { hasText: /^.*line 350/u }).waitFor();
    expect(await page.locator('.message').count()).toBe(100);
    const first = page.locator('.message', { hasText: 'line 251' });
    await page.evaluate(`document.querySelector('.log').scrollTop = 0`);
    await page.locator('.message', { hasText: 'line 151' }).waitFor({ state: 'attached' });
    expect(await page.locator('.message').count()).toBe(200);
    const { y = -1 } = (await first.boundingBox()) ?? {};
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(400);
  });

  test('a message is told by title, sound and notification to who looks elsewhere, until it is read', async () => {
    const { state } = pages.backend;
    const talk = showAgentsWork(state);
    talk.agentReadThrough = talk.messages.length;
    const { page } = await adaAt(pages, { permissions: ['notifications'] }, (fresh) =>
      fresh.addInitScript(`
        window.told = [];
        window.Notification = class { static permission = 'granted'; constructor(title, { body }) { told.push(title + ': ' + body); } close() {} };
        window.AudioContext = class extends AudioContext { constructor() { super(); told.push('sound'); } };
      `),
    );
    await page.getByRole('button', { name: 'Notify me' }).click();
    await page.evaluate(`document.hasFocus = () => false`);
    state.append(talk, { author: { kind: 'visitor' }, text: 'Are you there?' });
    await eventually(
      () => page.title(),
      (title) => title === '(1) Agent workspace',
    );
    await eventually(
      () => page.evaluate<string>('told.join()'),
      (told) => told === 'sound,New message from Nora Feld: Are you there?',
    );
    await page.evaluate(`delete document.hasFocus; dispatchEvent(new Event('focus'))`);
    await openConversation(page, pages, 'files');
    await eventually(
      () => page.title(),
      (title) => title === 'Agent workspace',
    );
  });

  test('one sees who is there and who is writing, and no longer than it is so', async () => {
    const { state } = pages.backend;
    const talk = showAgentsWork(state);
    const { page } = await adaAt(pages, {}, (fresh) => fresh.clock.install());
    await openConversation(page, pages, 'files');
    await page.locator('.presence', { hasText: 'last here' }).waitFor();
    state.tell(talk, { type: 'typing', by: 'visitor' });
    await page.locator('.log .typing', { hasText: 'Nora Feld is writing' }).waitFor();
    await page.locator('.card .writing').waitFor();
    await page.locator('.presence.here', { hasText: 'here now' }).waitFor();
    await page.clock.fastForward(8_000);
    await page.locator('.log .typing').waitFor({ state: 'detached' });
    await page.clock.fastForward(60_000);
    await page.locator('.presence', { hasText: 'last here' }).waitFor();
  });

  test('keys do what the help says, and what AltGr types on a German keyboard is only text', async () => {
    showAgentsWork(pages.backend.state);
    const { page } = await adaAt(pages);
    const body = page.locator('body');
    await page.waitForSelector('.card');
    await body.press('j');
    await page.waitForSelector('.conversation .message');
    const first = page.url();
    await body.press('j');
    expect(page.url()).not.toBe(first);
    await body.press('k');
    expect(page.url()).toBe(first);
    await page.locator(`.card[href="${new URL(first).hash}"][aria-current]`).waitFor();
    await body.press('Control+Alt+e');
    await body.press('n');
    await page.getByRole('button', { name: 'Save note' }).waitFor();
    await page.keyboard.type('jkre?');
    expect(await page.locator('.composer textarea').inputValue()).toBe('jkre?');
    expect(page.url()).toBe(first);
    await page.keyboard.press('Escape');
    await body.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('search');
    await page.keyboard.press('Escape');
    await body.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  });

  test('with an issuer one signs in by code and PKCE, and comes back to where one wanted to go', async () => {
    showAgentsWork(pages.backend.state);
    const { page, complaints } = await person(pages.browser);
    const issuer = `${pages.backend.url}/issuer`;
    const sent: URLSearchParams[] = [];
    await page.route('**/agent/config.json', (route) => route.fulfill({ json: { issuer, clientId: 'console' } }));
    await page.route('**/issuer/.well-known/openid-configuration', (route) =>
      route.fulfill({ json: { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` } }),
    );
    await page.route('**/issuer/authorize?*', async (route) => {
      const asked = new URL(route.request().url()).searchParams;
      sent.push(asked);
      const back = `${asked.get('redirect_uri') ?? ''}?code=c0de&state=${asked.get('state') ?? ''}`;
      await route.fulfill({ status: 302, headers: { location: back } });
    });
    await page.route('**/issuer/token', async (route) => {
      sent.push(new URLSearchParams(route.request().postData() ?? ''));
      await route.fulfill({ json: { id_token: 'an.id.token', refresh_token: 'r' } });
    });
    const tokens: string[] = [];
    await page.route('**/v1/agent/me', async (route) => {
      tokens.push(route.request().headers().authorization ?? '');
      await route.continue();
    });
    await page.goto(`${pages.backend.url}/agent#/conversations/files`);
    await page.waitForSelector('.conversation .message');
    expect(page.url()).toBe(`${pages.backend.url}/agent#/conversations/files`);
    const [asked, exchanged] = sent;
    expect(asked?.get('code_challenge_method')).toBe('S256');
    expect(exchanged?.get('grant_type')).toBe('authorization_code');
    expect(exchanged?.get('code')).toBe('c0de');
    expect(exchanged?.get('code_verifier')).not.toBe(asked?.get('code_challenge'));
    expect(new Set(tokens)).toEqual(new Set(['Bearer an.id.token']));
    expect(complaints).toEqual([]);
  });

  const looks: readonly (readonly [string, BrowserContextOptions])[] = [
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['german-768', { locale: 'de-DE', viewport: { width: 768, height: 900 } }],
    ['german-320-dark', { locale: 'de-DE', viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
  ];

  test.each(looks)('everybody can use kept mail, files and the e-mail, %s', async (look, options) => {
    const talk = showAgentsWork(pages.backend.state);
    const { page } = await adaAt(pages, options);
    const { url } = pages.backend;
    await openConversation(page, pages, 'files');
    pages.backend.state.tell(talk, { type: 'typing', by: 'visitor' });
    await page.waitForSelector('.typing');
    await looksRight(page, `workspace-files-${look}`);
    await page.goto(`${url}/agent#/mail`);
    await page.waitForSelector('.mail-rows .card');
    await looksRight(page, `workspace-mail-list-${look}`);
    for (const id of ['k1', 'k3', 'k4']) {
      await page.goto(`${url}/agent#/mail/${id}`);
      await page.waitForSelector('.kept-reason');
      await looksRight(page, `workspace-mail-${id}-${look}`);
    }
    await page.goto(`${url}/agent#/mail/k1`);
    await page.locator('.kept-actions .button').first().click();
    await page.locator('.attach input[type=search]').fill('pri');
    await page.locator('.choice').first().click();
    await looksRight(page, `workspace-attach-${look}`);
    await page.keyboard.press('Escape');
    await openConversation(page, pages, 'c1');
    await page.locator('.email-line button').click();
    await page.waitForSelector('.email-frame');
    await looksRight(page, `workspace-email-${look}`);
  });

  /** No rule of axe is broken, nothing stands out of the window, and no word is cut off where it could be whole. */
  async function looksRight(page: Page, name: string): Promise<void> {
    await drawn(page);
    await picture(page, name);
    expect(await brokenRules(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    const cut = await page.evaluate(`
      [...document.querySelectorAll('button, .chip, h1, p, dt, dd')]
        .filter((one) => one.checkVisibility() && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
        .filter((one) => getComputedStyle(one).textOverflow !== 'ellipsis')
        .map((one) => one.className + ': ' + one.textContent)
    `);
    expect(cut).toEqual([]);
  }
});
