import type { BrowserContextOptions, Page } from 'playwright-core';
import { brokenRules } from './broken-rules.ts';
import { describeInBrowser, person, picture } from './browser.ts';
import { drawn } from './drawn.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { showEverything } from './show-everything.ts';
import { Widget } from './widget.ts';
import { Workspace } from './workspace.ts';

const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['german-320-dark', { locale: 'de-DE', viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
];

describeInBrowser('everybody can use', () => {
  const pages = pagesUnderTest();

  beforeAll(() => {
    showEverything(pages.backend.state);
  });

  /** No rule of axe is broken, and nothing can only be reached by scrolling sideways. */
  async function expectUsable(page: Page): Promise<void> {
    expect(await brokenRules(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  }

  test.each(looks)('the widget, %s', async (look, options) => {
    const { page } = await person(pages.browser, options);
    await page.addInitScript(
      `localStorage.setItem('continuous-chat:session', JSON.stringify({ token: 't', expiresAt: '2099-01-01T00:00:00Z', visitor: { id: 'v1' } }))`,
    );
    await page.goto(pages.backend.url);
    const widget = new Widget(page);
    await widget.open();
    await page.waitForSelector('.log .message');
    await drawn(page);
    await picture(page, `widget-${look}`);
    await expectUsable(page);
    await page.locator('.header .icon-button').first().click();
    await page.waitForSelector('.entry');
    await picture(page, `widget-list-${look}`);
    await expectUsable(page);
  });

  test('the widget from right to left', async () => {
    const { page } = await person(pages.browser, { locale: 'ar' });
    await page.goto(`${pages.backend.url}/?lang=en`);
    await page.evaluate(`document.documentElement.dir = 'rtl'; ContinuousChat('update', { locale: 'ar' })`);
    const widget = new Widget(page);
    await widget.open();
    await drawn(page);
    await picture(page, 'widget-rtl');
    await expectUsable(page);
  });

  test.each(looks)('files on their way and an address that does not work, %s', async (look, options) => {
    const { page } = await person(pages.browser, options);
    const visitor = { id: 'v1', email: `${'very-long-name-'.repeat(4)}@example.com`, emailState: 'bounced' };
    pages.backend.state.visitor = visitor;
    await page.addInitScript(
      `localStorage.setItem('continuous-chat:session', JSON.stringify({ token: 't', expiresAt: '2099-01-01T00:00:00Z', visitor: ${JSON.stringify(visitor)} }))`,
    );
    await page.route('**/upload/*', (route) => (route.request().url().endsWith('file-1') ? undefined : route.abort()));
    await page.goto(pages.backend.url);
    const widget = new Widget(page);
    await widget.open();
    await page.waitForSelector('.banner');
    const name = `${'a long file name '.repeat(6)}.txt`;
    for (const file of ['photo.txt', name, 'setup.exe'])
      await page.setInputFiles('.composer input[type=file]', {
        name: file,
        mimeType: 'text/plain',
        buffer: Buffer.from('x'),
      });
    await page.waitForSelector('.tray .refused');
    await page.waitForSelector('.tray .failed');
    await picture(page, `widget-files-and-bounce-${look}`);
    await expectUsable(page);
    pages.backend.state.visitor = { id: 'v1', locale: 'en' };
  });

  test.each(looks)('the workspace, %s', async (look, options) => {
    const { page } = await person(pages.browser, options);
    const workspace = new Workspace(page);
    await page.goto(`${pages.backend.url}/agent`);
    await page.waitForSelector('.sign-in-choices button');
    await picture(page, `workspace-sign-in-${look}`);
    await expectUsable(page);
    await workspace.signIn(pages.backend.url, 'Ada');
    await page.waitForSelector('.card');
    await picture(page, `workspace-queue-${look}`);
    await expectUsable(page);
    await page.goto(`${pages.backend.url}/agent#/conversations/c1`);
    await page.waitForSelector('.conversation .message');
    await drawn(page);
    await picture(page, `workspace-conversation-${look}`);
    await expectUsable(page);
    await page.locator('.chip.pressable').last().click();
    await page.waitForSelector('dialog[open]');
    await picture(page, `workspace-ledger-${look}`);
    await expectUsable(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.locator('body').press('?');
    await page.waitForSelector('dialog[open] .shortcuts');
    await expectUsable(page);
  });

  test.each(looks)('the admin page, %s', async (look, options) => {
    const { page } = await person(pages.browser, options);
    await page.goto(`${pages.backend.url}/admin`);
    await page.locator('.sign-in-choices button').first().click();
    await page.waitForSelector('.check');
    await page.locator('.wording summary').first().click();
    const alwaysOpen = page.locator('section', { has: page.locator('#time-zones') }).getByRole('switch');
    await alwaysOpen.click();
    await page.waitForSelector('.days');
    await picture(page, `admin-${look}`);
    await expectUsable(page);
  });

  test.each(looks)('the mailbox and the shop, %s', async (look, options) => {
    const { page } = await person(pages.browser, options);
    await page.goto(`${pages.backend.url}/mailbox#m1`);
    await page.waitForSelector('.html-frame');
    await drawn(page);
    await picture(page, `mailbox-${look}`);
    await expectUsable(page);
    await page.goto(pages.backend.url);
    await page.waitForSelector('.launcher');
    await picture(page, `shop-${look}`);
    await expectUsable(page);
  });
});
