import { readFile } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { adminAt, emailOf } from './admin-page.ts';
import { describeInBrowser, person } from './browser.ts';
import type { Person } from './browser.ts';
import { eventually } from './eventually.ts';
import { FakeState } from './fake-state.ts';
import type { Json } from './fake-state.ts';
import { pagesUnderTest } from './pages-under-test.ts';

describeInBrowser('an admin', () => {
  const pages = pagesUnderTest();
  const opened: Person[] = [];

  beforeEach(() => {
    const { state } = pages.backend;
    const fresh = new FakeState(() => undefined);
    state.settings = fresh.settings;
    state.refusal = undefined;
    for (const [id, trigger] of fresh.triggerStates) state.triggerStates.set(id, trigger);
  });

  afterEach(() => {
    for (const { complaints } of opened.splice(0)) {
      expect(complaints).toEqual([]);
    }
  });

  async function admin(options: BrowserContextOptions = {}): Promise<Page> {
    const someone = await adminAt(pages, options);
    opened.push(someone);
    return someone.page;
  }

  const saved = (): Json => pages.backend.state.settings;
  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

  test('sees the e-mail with words that are not saved yet, as it is styled, and nothing of it is stored', async () => {
    const page = await admin();
    const email = emailOf(page);
    await email.getByText('Sie haben 2 ungelesene Nachrichten').last().waitFor();
    const button = `getComputedStyle(document.querySelector('.preview-frame').contentDocument.querySelector('.button a'))`;
    expect(await page.evaluate(`${button}.color`)).toBe('rgb(255, 255, 255)');

    await page.getByText('Wording').last().click();
    await page.getByLabel('Button to the website').fill('Zurück zum Chat');
    await email.getByText('Zurück zum Chat').waitFor();
    await page.getByText('Not saved yet').waitFor();
    await page.getByLabel('Headline (2 messages)').fill('{count} neue!');
    await email.getByRole('heading', { name: '2 neue!' }).waitFor();
    expect(saved().texts).toEqual({});

    await page.getByLabel('Language of the e-mail').selectOption('en');
    await email.getByText('You have 2 unread messages').last().waitFor();
    await page.getByRole('button', { name: 'Text only' }).click();
    await page.locator('.mail-text', { hasText: 'You have 2 unread messages' }).waitFor();

    await save(page);
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(saved().texts).toEqual({
      de: {
        continueOnWebsite: 'Zurück zum Chat',
        unread: { one: 'Sie haben eine ungelesene Nachricht', other: '{count} neue!' },
      },
    });
  });

  test('sees the e-mail dark, and as narrow as on a phone', async () => {
    // An emulated colour scheme would hold in the frame as well.
    const page = await admin({ colorScheme: null });
    const root = `document.querySelector('.preview-frame').contentDocument.documentElement`;
    const colour = () => page.evaluate(`getComputedStyle(${root}.querySelector('body')).backgroundColor`);
    await emailOf(page).getByRole('heading').waitFor();
    const light = await colour();
    await page.getByLabel('Dark').check();
    await eventually(colour, (now) => now !== light);
    await page.getByLabel('As on a phone').check();
    const width = () => page.evaluate(`${root}.clientWidth`);
    await eventually(width, (now) => now === 375);
  });

  test.each([
    ['ada@example.com', 'The test e-mail to ada@example.com is on its way.'],
    ['jürgen@example.com', '“ü” cannot stand before the @'],
    ['nobody', 'This is not an e-mail address.'],
  ])('who sends a test to %s reads: %s', async (to, words) => {
    const page = await admin();
    await page.getByLabel('Send a test to').fill(to);
    await page.getByRole('button', { name: 'Send test' }).click();
    await page.getByText(words).waitFor();
  });

  test('reads why SES did not take the test', async () => {
    pages.backend.state.refusal = 'MessageRejected: Email address is not verified.';
    const page = await admin();
    await page.getByLabel('Send a test to').fill('ada@example.com');
    await page.getByRole('button', { name: 'Send test' }).click();
    await page.getByText('It says: MessageRejected: Email address is not verified.').waitFor();
  });

  test('never overwrites what somebody else has saved meanwhile: they choose field by field', async () => {
    const page = await admin();
    await page.getByLabel('Unread for').fill('20');
    await page.getByLabel('Company name').fill('Kiesel');
    const { state } = pages.backend;
    state.settings = {
      ...saved(),
      version: 4,
      delayMinutes: 5,
      siteUrl: 'https://other.example/',
      changedBy: { name: 'Linus Okafor' },
      changedAt: '2026-11-27T09:40:00.000Z',
    };
    await save(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Linus Okafor saved on 27 November 2026 at 10:40. Nothing has been overwritten.').waitFor();
    expect(saved()).toMatchObject({ version: 4, delayMinutes: 5, fromName: 'Kiesel & Ton' });
    await dialog.getByText('Taken over from the other: Page with the chat.').waitFor();
    await dialog.getByLabel('Theirs: 5 minutes').check();
    await dialog.getByRole('button', { name: 'Save this' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(saved()).toMatchObject({
      version: 5,
      delayMinutes: 5,
      fromName: 'Kiesel',
      siteUrl: 'https://other.example/',
    });
  });

  test('may let a conflict be and go on editing; then nothing has changed on either side', async () => {
    const page = await admin();
    await page.getByLabel('Unread for').fill('20');
    const { state } = pages.backend;
    state.settings = { ...saved(), version: 4, delayMinutes: 5 };
    await save(page);
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('Unread for').inputValue()).toBe('20');
    expect(saved()).toMatchObject({ version: 4, delayMinutes: 5 });
  });

  test('is told that two automatic messages would speak at once, and ends that with one click', async () => {
    pages.backend.state.settings = { ...saved(), hours: { mon: [{ from: '09:00', to: '17:00' }] } };
    pages.backend.state.changeTrigger('away-message', { active: true });
    const page = await admin();
    const notice = page.locator('.notice', { hasText: 'would speak in the same moment' });
    await notice.getByRole('button', { name: 'Switch the away message off' }).click();
    await notice.waitFor({ state: 'detached' });
    await eventually(
      () => pages.backend.state.triggerStates.get('away-message')?.active,
      (active) => active === false,
    );
    expect(pages.backend.state.triggerStates.get('request-email')).toMatchObject({ active: true });
  });

  test.each([
    ['inbound-route', 'On, but something is missing', 'Not working'],
    ['one-automatic-voice', 'On; please check', 'Please check'],
  ])('whose checklist complains of %s reads at the top: %s', async (id, words, chip) => {
    const { state } = pages.backend;
    const inOrder = state.checklist;
    state.checklist = inOrder.map((check) => ({ ...check, state: check.id === id ? 'failing' : 'ok' }));
    const page = await admin();
    await page.locator('.admin-title .chip', { hasText: words }).waitFor();
    expect(await page.locator('.check .chip').allTextContents()).toEqual([chip]);
    state.checklist = inOrder;
  });

  test('reads who changed the settings last, and when', async () => {
    const page = await admin();
    await page.getByText('Last changed by Grace Moreau on 20 November 2026 at 10:12').waitFor();
    await page.getByLabel('Company name').fill('Kiesel');
    await save(page);
    await page.getByText('Last changed by Ada Lindqvist on').waitFor();
  });

  test('reads that all is saved for four seconds, and the end of the page is never covered', async () => {
    // What stops the clock may not run in the frame of the e-mail, and the browser complains of that.
    const { page } = await person(pages.browser, { viewport: { width: 320, height: 640 } });
    await page.clock.install();
    await page.goto(`${pages.backend.url}/admin`);
    await page.locator('.sign-in-choices button').first().click();
    await emailOf(page).getByRole('heading').waitFor();
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByLabel('Company name').fill('Kiesel');
    const bar = page.locator('.save-bar');
    await bar.getByText('Unsaved changes').waitFor();
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    const covered = `document.querySelector('#website').getBoundingClientRect().bottom > document.querySelector('.save-bar').getBoundingClientRect().top`;
    expect(await page.evaluate(covered)).toBe(false);
    await save(page);
    const words = bar.getByText('Saved', { exact: true });
    await words.waitFor();
    await page.clock.runFor(3_900);
    expect(await words.isVisible()).toBe(true);
    await page.clock.runFor(200);
    await words.waitFor({ state: 'detached' });
    expect((await bar.boundingBox())?.height).toBe(0);
    await page.context().close();
  });

  test('reads that the settings could not be loaded when the server fails, and tries again as the same person', async () => {
    const someone = await person(pages.browser);
    opened.push(someone);
    const { page } = someone;
    await page.route('**/v1/admin/settings', (route) => route.fulfill({ status: 500, body: '{}' }), { times: 1 });
    await page.goto(`${pages.backend.url}/admin`);
    await page.locator('.sign-in-choices button').first().click();
    await page.getByText('The settings could not be loaded.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.check').first().waitFor();
  });

  test('is not asked again who they are in the next tab, but is after signing out', async () => {
    const someone = await person(pages.browser);
    opened.push(someone);
    await someone.page.goto(`${pages.backend.url}/admin`);
    await someone.page.getByRole('button', { name: 'Grace, as admin' }).click();
    await someone.page.locator('.check').first().waitFor();
    const next = await someone.tab();
    const asked = next.waitForRequest('**/__local/agent-token?*');
    await next.goto(`${pages.backend.url}/agent`);
    await next.locator('.queue').waitFor();
    expect((await asked).url()).toMatch(/\?agent=grace$/);
    await next.getByRole('button', { name: 'Sign out' }).click();
    await next.getByRole('button', { name: 'Grace' }).waitFor();
    const third = await someone.tab();
    await third.goto(`${pages.backend.url}/admin`);
    await third.getByRole('button', { name: 'Grace, as admin' }).waitFor();
  });

  test('goes to a section by its link, by keyboard as well, and sees where they are', async () => {
    const page = await admin();
    const links = page.getByRole('navigation', { name: 'On this page' });
    await links.getByRole('link', { name: 'Operating hours' }).focus();
    await page.keyboard.press('Enter');
    const top = async (): Promise<number> => (await page.locator('#hours').boundingBox())?.y ?? -1;
    await eventually(top, (now) => Math.round(now) === 20);
    await links.locator('[aria-current]', { hasText: 'Operating hours' }).waitFor();
    // From here on, not from the links.
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.closest("section").id')).toBe('hours');
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await links.locator('[aria-current]', { hasText: 'A visitor’s data' }).waitFor();
  });

  test('goes to a section by a field on a phone, and by an address that names it', async () => {
    const page = await admin({ viewport: { width: 320, height: 640 } });
    const field = page.getByRole('combobox', { name: 'On this page' });
    await field.selectOption('Operating hours');
    const isBelow = async (name: string): Promise<boolean> => {
      const [bar, section] = [await page.locator('.contents').boundingBox(), await page.locator(name).boundingBox()];
      return Math.abs(section!.y - (bar!.y + bar!.height)) < 30;
    };
    await eventually(
      () => isBelow('#hours'),
      (is) => is,
    );
    await page.goto(`${pages.backend.url}/admin#languages`);
    await page.reload();
    await page.locator('.check').first().waitFor();
    await eventually(
      () => isBelow('#languages'),
      (is) => is,
    );
  });

  test('switches setting and trigger each on its own, and both off at once', async () => {
    const page = await admin();
    const feature = page.getByRole('switch', { name: 'Continuous conversations:' });
    const trigger = page.getByRole('switch', { name: 'Request email' });
    const asks = (): unknown => pages.backend.state.triggerStates.get('request-email')?.active;
    await trigger.uncheck();
    await eventually(asks, (is) => is === false);
    expect(await feature.isChecked()).toBe(true);
    await trigger.check();
    await eventually(asks, (is) => is === true);
    await page.getByRole('button', { name: 'Switch both off' }).click();
    await page.getByText('Switched off: no further e-mail').waitFor();
    expect([await feature.isChecked(), await trigger.isChecked()]).toEqual([false, false]);
    expect(saved().continuousConversations).toBe(false);
  });

  test('reads the checklist in the language of the page, with the way to mend what is missing', async () => {
    const page = await admin();
    await page.getByText('Make conversations the active receipt rule set of SES.').waitFor();
    await page.locator('.language-choice select').selectOption('de');
    await page.getByText('Machen Sie conversations zum aktiven Empfangsregelsatz von SES.').waitFor();
    await page.getByText('mail.example.com ist bestätigt.').waitFor();
  });

  test('is led to the field that the server refused, and keeps what they wrote', async () => {
    const page = await admin();
    await page.getByLabel('Unread for').fill('2000');
    await save(page);
    await page.getByText('A whole number from 1 to 1440.').waitFor();
    expect(await page.getByLabel('Unread for').getAttribute('aria-invalid')).toBe('true');
    // Wherever they were on the page.
    await eventually(
      () => page.evaluate('document.activeElement.labels?.[0]?.textContent'),
      (label) => label === 'Unread for',
    );
    expect(saved().delayMinutes).toBe(10);
  });

  test.each([
    ['startByEmail', 'Mail to the support address'],
    ['canary', 'Send a test message every hour'],
  ])('switches %s, where the server can do that', async (field, name) => {
    const without = await admin();
    expect(await without.getByRole('switch', { name }).count()).toBe(0);
    pages.backend.state.settings = { ...saved(), [field]: false };
    const page = await admin();
    await page.getByRole('switch', { name }).check();
    await save(page);
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(saved()[field]).toBe(true);
  });

  test('copies the lines for the website', async () => {
    const page = await admin({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(
      `<script src="${pages.backend.url}/widget/loader.js" async></script>`,
    );
  });

  describe('with a visitor’s data', () => {
    const vera = { id: 'v7', name: 'Vera Nova', email: 'vera@example.org', createdAt: '2026-11-20T09:00:00Z' };
    beforeEach(() => {
      const { state } = pages.backend;
      state.known = [
        { ...vera, conversations: 2 },
        { id: 'v8', email: 'vero@example.org', createdAt: '2026-11-21T09:00:00Z', conversations: 1 },
      ];
      state.tooLarge = [];
      state.erased.length = 0;
    });

    async function found(beginning: string): Promise<Page> {
      const page = await admin();
      await page.getByLabel('Name, e-mail address or id').fill(beginning);
      await page.getByRole('button', { name: 'Find' }).click();
      return page;
    }
    const row = (page: Page, text: string) => page.locator('.visitor', { hasText: text });

    async function exportOf(page: Page): Promise<Json> {
      const saving = page.waitForEvent('download');
      await row(page, 'Vera Nova').getByRole('button', { name: 'Export' }).click();
      const download = await saving;
      expect(download.suggestedFilename()).toBe('visitor-v7.json');
      return JSON.parse(await readFile(await download.path(), 'utf8')) as Json;
    }

    test('finds them by the beginning of their name or address, and saves all as a file', async () => {
      const page = await found('ver');
      await row(page, 'vero@example.org').getByText('1 conversation').waitFor();
      expect(await exportOf(page)).toEqual({ visitor: { id: 'v7' }, conversations: [{ id: 'only' }], mail: [] });
    });

    test('saves all as one file where it is too much for one answer', async () => {
      pages.backend.state.tooLarge = ['c1', 'c2'];
      const { conversations, mail } = await exportOf(await found('vera n'));
      expect(conversations).toEqual([{ id: 'c1' }, { id: 'c2' }]);
      expect(mail).toEqual([{ id: 'm' }, { id: 'm' }]);
    });

    test('is told that nobody is found', async () => {
      const page = await found('xy');
      await page.getByText('No visitor found.').waitFor();
    });

    test('erases them only when they have said yes, and can try again when that fails', async () => {
      const { state } = pages.backend;
      const page = await found('vera');
      const erase = row(page, 'Vera Nova').getByRole('button', { name: 'Erase' });
      await erase.click();
      await page.getByRole('dialog').getByText('2 conversations').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(state.erased).toEqual([]);

      state.erasuresThatFail = 1;
      await erase.click();
      await page.getByRole('dialog').getByRole('button', { name: 'Erase Vera Nova' }).click();
      await row(page, 'Vera Nova').getByText('That did not work').waitFor();
      await erase.click();
      await page.getByRole('dialog').getByRole('button', { name: 'Erase Vera Nova' }).click();
      await row(page, 'Vera Nova').getByText('Erased for good.').waitFor();
      expect(await row(page, 'Vera Nova').getByRole('button').count()).toBe(0);
      expect(state.erased).toEqual(['v7']);
    });
  });

  test('learns what another delay would have meant in the last 30 days, before it is saved', async () => {
    const page = await admin();
    await page.getByLabel('Unread for').fill('5');
    await page.getByRole('button', { name: 'Try it on the last 30 days' }).click();
    await page
      .getByText('After 5 min: 41 e-mails. In truth: 29 e-mails. With an address from every visitor: 12 more.')
      .waitFor();
    const [{ delayMinutes, from, to } = {}] = pages.backend.state.replays.splice(0);
    expect(delayMinutes).toBe(5);
    expect(Date.parse(String(to)) - Date.parse(String(from))).toBe(30 * 86_400_000);
    expect(saved().delayMinutes).toBe(10);
  });

  test('sets hours on a narrow phone without scrolling sideways', async () => {
    const page = await admin({ viewport: { width: 320, height: 640 } });
    await page.getByRole('switch', { name: 'Always open' }).uncheck();
    await page.getByRole('button', { name: 'Add hours on Monday' }).click();
    const tooWide = await page.evaluate(`
      (() => {
        const days = document.querySelector('.days');
        const { right } = days.getBoundingClientRect();
        return [...days.querySelectorAll('input, button')].filter((one) => one.getBoundingClientRect().right > right + 10).length;
      })()
    `);
    expect(tooWide).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await save(page);
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(saved().hours).toMatchObject({
      mon: [
        { from: '09:00', to: '17:00' },
        { from: '18:00', to: '24:00' },
      ],
    });
  });
});
