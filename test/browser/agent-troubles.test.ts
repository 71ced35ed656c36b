import type { Page } from 'playwright-core';
import { adaAt } from './agent-page.ts';
import { describeInBrowser, picture } from './browser.ts';
import { eventually } from './eventually.ts';
import { openPages } from './pages-under-test.ts';
import type { PagesUnderTest } from './pages-under-test.ts';
import { showAgentsWork } from './show-agent.ts';

jest.setTimeout(120_000);

describeInBrowser('when the server does not answer, the agent workspace', () => {
  let pages: PagesUnderTest;

  beforeAll(async () => {
    pages = await openPages();
  });

  beforeEach(() => {
    const { state } = pages.backend;
    state.conversations = [];
    state.keptMail = [];
  });

  afterAll(() => pages.close());

  /** Answers calls to addresses like this with an error; gives how many there were. */
  async function breakDown(page: Page, addresses: string): Promise<() => number> {
    let count = 0;
    await page.route(addresses, (route) => {
      count += 1;
      return route.fulfill({ status: 500, json: { code: 'internal' } });
    });
    return () => count;
  }

  test('says that a conversation could not be loaded, and loads it by itself as soon as it can', async () => {
    showAgentsWork(pages.backend.state);
    const { page, workspace } = await adaAt(pages);
    await workspace.card('Nora Feld').waitFor();
    const count = await breakDown(page, '**/v1/agent/conversations/files');
    await workspace.card('Nora Feld').click();
    await page.getByRole('alert').getByText('The conversation could not be loaded.').waitFor();
    await picture(page, 'workspace-not-loaded');
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(count()).toBeGreaterThan(1);
    await page.unroute('**/v1/agent/conversations/files');
    await workspace.message('The receipt is attached').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('leaves no blank page behind an address, and does not wait for its turn when the network is back', async () => {
    showAgentsWork(pages.backend.state);
    const { page, workspace } = await adaAt(pages, {}, (fresh) => fresh.clock.install());
    await workspace.card('Nora Feld').waitFor();
    await page.goto('about:blank');
    const count = await breakDown(page, '**/v1/agent/conversations/files');
    await page.goto(`${pages.backend.url}/agent#/conversations/files`);
    await page.getByRole('alert').getByText('The conversation could not be loaded.').waitFor();
    await picture(page, 'workspace-not-loaded-address');
    await page.getByRole('button', { name: 'Back to the queue' }).waitFor();
    for (let attempt = 2; attempt <= 9; attempt += 1) {
      await page.clock.fastForward(31_000);
      await eventually(count, (now) => now >= attempt);
    }
    await page.unroute('**/v1/agent/conversations/files');
    // Its turn would be in a quarter of a minute at the earliest.
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await workspace.message('The receipt is attached').waitFor({ timeout: 5_000 });
  });
});
