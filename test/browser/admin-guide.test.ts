import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser, person } from './browser.ts';
import { drawn } from './drawn.ts';
import { isAccepting } from './kept-pictures.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { pictureTime } from './picture-states.ts';

const docs = join(import.meta.dirname, '../../docs');

describeInBrowser('the pictures of the guide for admins', () => {
  const pages = pagesUnderTest();
  let page: Page;

  beforeAll(async () => {
    const { state } = pages.backend;
    state.clock = () => pictureTime;
    state.settings = { ...state.settings, startByEmail: true };
    ({ page } = await person(pages.browser, { viewport: { width: 800, height: 900 } }));
    await page.clock.setFixedTime(pictureTime);
    await page.goto(`${pages.backend.url}/admin`);
    await page.locator('.sign-in-choices button').first().click();
    await page.locator('.check').first().waitFor();
    await page.frameLocator('.preview-frame').getByRole('heading').waitFor();
    // It stays at the upper edge, upon what is higher than the window.
    await page.evaluate(`document.querySelector('.contents').style.visibility = 'hidden'`);
  });

  const section = (heading: string): Locator =>
    page.locator('.section', { has: page.getByRole('heading', { name: heading, exact: true }) });

  /** A third of the size of a PNG. */
  async function asWebp(png: Buffer): Promise<Buffer> {
    const scratch = await pages.browser.newPage();
    const url = await scratch.evaluate<string>(`(async () => {
      const image = new Image();
      image.src = 'data:image/png;base64,${png.toString('base64')}';
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.85);
    })()`);
    await scratch.close();
    return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  }

  /** Each picture, and what has to be done for it. */
  const pictures: readonly (readonly [name: string, show: () => Promise<Locator>])[] = [
    ['admin-switch', () => Promise.resolve(section('Unread messages by e-mail'))],
    ['admin-checklist', () => Promise.resolve(section('Checklist'))],
    ['admin-email', () => Promise.resolve(section('The e-mail'))],
    [
      'admin-conflict',
      async () => {
        const { state } = pages.backend;
        state.settings = { ...state.settings, hours: { mon: [{ from: '09:00', to: '17:00' }] } };
        await page.getByRole('switch', { name: 'Away message' }).check();
        await page.locator('.notice').waitFor();
        return section('Triggers');
      },
    ],
    [
      'admin-hours',
      async () => {
        await page.getByRole('switch', { name: 'Always open' }).uncheck();
        // The bar that this brings up lies over the page.
        await page.evaluate(`document.querySelector('.save-bar').style.visibility = 'hidden'`);
        return section('Operating hours');
      },
    ],
    [
      'admin-visitors',
      async () => {
        pages.backend.state.known = [
          {
            id: 'v7',
            name: 'Vera Nova',
            email: 'vera@example.org',
            createdAt: '2026-11-20T09:00:00Z',
            conversations: 2,
          },
        ];
        await page.getByLabel('Name, e-mail address or id').fill('vera');
        await page.getByRole('button', { name: 'Find' }).click();
        await page.locator('.visitor').waitFor();
        return section('A visitor’s data');
      },
    ],
    [
      'admin-stale',
      async () => {
        await page.getByLabel('Unread for').fill('20');
        pages.backend.state.settings = {
          ...pages.backend.state.settings,
          version: 4,
          delayMinutes: 5,
          siteUrl: 'https://kiesel-und-ton.example/shop',
          changedAt: pages.backend.state.iso(-120),
        };
        await page.evaluate(`document.querySelector('.save-bar').style.visibility = ''`);
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await page.getByRole('dialog').getByText('Nothing has been overwritten').waitFor();
        return page.getByRole('dialog');
      },
    ],
  ];

  test.each(pictures)('%s is there, and small', async (name, show) => {
    const place = await show();
    await drawn(page);
    const shown = await place.screenshot({ animations: 'disabled', caret: 'hide' });
    const file = join(docs, 'pictures', `${name}.webp`);
    if (isAccepting || !existsSync(file)) {
      await mkdir(join(docs, 'pictures'), { recursive: true });
      await writeFile(file, await asWebp(shown));
    }
    expect((await stat(file)).size).toBeLessThan(60_000);
    expect(await readFile(join(docs, 'admins.md'), 'utf8')).toContain(`](pictures/${name}.webp)`);
  });
});
