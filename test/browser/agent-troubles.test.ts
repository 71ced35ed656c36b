import type { Page } from 'playwright-core';
import { adaAt, openConversation } from './agent-page.ts';
import { describeInBrowser, picture } from './browser.ts';
import { eventually } from './eventually.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { showAgentsWork } from './show-agent.ts';

describeInBrowser('when the server does not answer, the agent workspace', () => {
  const pages = pagesUnderTest();

  beforeEach(() => {
    const { state } = pages.backend;
    state.conversations = [];
    state.keptMail = [];
  });

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
    await eventually(count, (times) => times > 1);
    await page.unroute('**/v1/agent/conversations/files');
    await workspace.message('The receipt is attached').waitFor();
    await page.getByRole('alert').waitFor({ state: 'detached' });
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

  test('says what did not work, does it again when asked to, and is silent after a while', async () => {
    const talk = showAgentsWork(pages.backend.state);
    const { page } = await adaAt(pages, {}, (fresh) => fresh.clock.install());
    await openConversation(page, pages, 'files');
    const toast = page.locator('.toast');
    await breakDown(page, '**/files/{assignee,status,notification}');
    await page.getByLabel('Assigned to').selectOption('grace');
    await toast.getByText('This did not work.').waitFor();
    expect(await toast.getAttribute('role')).toBe('alert');
    await picture(page, 'workspace-toast');
    await page.unroute('**/files/{assignee,status,notification}');
    await toast.getByRole('button', { name: 'Try again' }).click();
    await eventually(
      () => talk.assignee,
      (id) => id === 'grace',
    );
    await toast.waitFor({ state: 'detached' });
    await breakDown(page, '**/files/{assignee,status,notification}');
    await page.locator('#conversation').press('a');
    await toast.waitFor();
    await page.mouse.move(5, 5);
    await page.clock.fastForward(9_000);
    await toast.waitFor({ state: 'detached' });
  });

  test('sends what it could not send as soon as the server answers, also while one looks elsewhere', async () => {
    const talk = showAgentsWork(pages.backend.state);
    const { page, workspace } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    await breakDown(page, '**/files/messages');
    const field = page.locator('.composer textarea');
    for (const text of ['We send a new one.', 'It comes by post.']) {
      await field.fill(text);
      await field.press('Control+Enter');
    }
    await page.locator('.message.failed', { hasText: 'Not sent yet; trying again' }).nth(1).waitFor();
    await workspace.choose('Jürgen');
    await page.unroute('**/files/messages');
    await eventually(
      () => talk.messages.slice(-2).map(({ text }) => text),
      (texts) => texts.join() === 'We send a new one.,It comes by post.',
    );
    await openConversation(page, pages, 'files');
    await workspace.message('It comes by post.').waitFor();
    expect(await page.locator('.message.failed').count()).toBe(0);
  });
});
