import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser, person } from './browser.ts';
import { drawn } from './drawn.ts';
import { isAccepting } from './kept-pictures.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { showAgentsWork } from './show-agent.ts';
import { Workspace } from './workspace.ts';

const docs = join(import.meta.dirname, '../../docs');

const folder = isAccepting ? join(docs, 'pictures') : join(import.meta.dirname, '../../dist/screenshots/docs');

const mostBytes = 60_000;

describeInBrowser('the guide for agents', () => {
  const pages = pagesUnderTest();
  let page: Page;

  beforeAll(async () => {
    showAgentsWork(pages.backend.state);
    const agent = await person(pages.browser, { viewport: { width: 1180, height: 720 } });
    page = agent.page;
    await new Workspace(page).signIn(pages.backend.url, 'Ada');
    await page.waitForSelector('.card');
  });

  /** Keeps a picture as WebP, which only a browser can make here. */
  async function keep(name: string, shown: Page | Locator): Promise<void> {
    await drawn(page);
    const png = (await shown.screenshot()).toString('base64');
    const studio = await page.context().newPage();
    const webp: string = await studio.evaluate(`
      new Promise((resolve) => {
        const image = new Image();
        image.onload = () => {
          const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
          canvas.getContext('2d').drawImage(image, 0, 0);
          resolve(canvas.toDataURL('image/webp', 0.72).split(',')[1]);
        };
        image.src = 'data:image/png;base64,${png}';
      })
    `);
    await studio.close();
    const bytes = Buffer.from(webp, 'base64');
    expect(bytes.length).toBeLessThan(mostBytes);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `agent-${name}.webp`), bytes);
  }

  test('has a picture of each thing it speaks of', async () => {
    const { url } = pages.backend;
    await keep('queue', page);
    await page.goto(`${url}/agent#/conversations/c1`);
    await page.waitForSelector('.conversation .message');
    await page.evaluate(`document.querySelector('.log').scrollTop = 1e6`);
    await keep('states', page.locator('.conversation-middle'));
    await page.locator('.chip.pressable', { hasText: 'Delivered' }).click();
    await keep('ledger', page.locator('dialog'));
    await page.getByRole('button', { name: 'Show the e-mail' }).click();
    await page.waitForSelector('.email-frame');
    await keep('email', page.locator('dialog'));
    await page.keyboard.press('Escape');
    await page.goto(`${url}/agent#/conversations/files`);
    await page.waitForSelector('.file img');
    await page.evaluate(`document.querySelector('.log').scrollTop = 0`);
    await keep('files', page.locator('.conversation-middle'));
    await page.goto(`${url}/agent#/mail/k3`);
    await page.waitForSelector('.kept-reason');
    await keep('kept-mail', page);
  });

  test('names only pictures that are kept, none larger than 60 KB', async () => {
    const guide = await readFile(join(docs, 'agents.md'), 'utf8');
    const named = [...guide.matchAll(/\]\((pictures\/agent-[\w-]+\.webp)\)/gu)].map(([, path = '']) => path);
    expect(named).toHaveLength(6);
    for (const path of named) expect((await stat(join(docs, path))).size).toBeLessThan(mostBytes);
  });
});
