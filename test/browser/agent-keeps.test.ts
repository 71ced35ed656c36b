import { adaAt, openConversation } from './agent-page.ts';
import { describeInBrowser } from './browser.ts';
import { eventually } from './eventually.ts';
import type { FakeConversation } from './fake-state.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { showAgentsWork } from './show-agent.ts';

describeInBrowser('an agent keeps', () => {
  const pages = pagesUnderTest();
  let talk: FakeConversation;

  beforeEach(() => {
    const { state } = pages.backend;
    state.conversations = [];
    talk = showAgentsWork(state);
  });

  test('a conversation as it stands while they type an address for its visitor', async () => {
    talk.visitor = { id: 'v-files', name: 'Nora Feld' };
    const { page } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    await page.getByRole('button', { name: 'Enter an address' }).click();
    await page.locator('.email-edit').waitFor();
    await page.keyboard.type('eva@example.org');
    expect(await page.locator('.email-edit input').inputValue()).toBe('eva@example.org');
    expect(talk.status).toBe('open');
  });

  test('no news of what a colleague has read while the connection was down', async () => {
    const { backend } = pages;
    const { state } = backend;
    const { page, workspace } = await adaAt(pages);
    await workspace.card('Nora Feld').waitFor();
    state.append(talk, { author: { kind: 'visitor' }, text: 'Are you there?' });
    await eventually(
      () => page.title(),
      (title) => title === '(1) Agent workspace',
    );
    Object.assign(talk, { agentReadThrough: talk.messages.length, status: 'solved', updatedAt: state.iso(1) });
    backend.disconnect();
    await eventually(
      () => page.title(),
      (title) => title === 'Agent workspace',
    );
  });

  test('their word to solve once the answer is sent, wherever they are by then', async () => {
    const { page, workspace } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    await page.route('**/files/messages', (route) => route.fulfill({ status: 500, json: { code: 'internal' } }));
    await page.locator('.composer textarea').fill('It is replaced.');
    await page.getByTitle('More ways to send').click();
    await page.getByRole('button', { name: 'Send and solve' }).click();
    await page.locator('.message.failed', { hasText: 'It is replaced.' }).waitFor();
    await workspace.choose('Jürgen');
    await page.getByRole('button', { name: 'Unassigned' }).click();
    await workspace.card('Nora Feld').waitFor({ state: 'detached' });
    await page.unroute('**/files/messages');
    await eventually(
      () => talk.status,
      (status) => status === 'solved',
    );
  });

  test('the queue in view when they change to another one', async () => {
    const { state } = pages.backend;
    for (let at = 0; at < 45; at += 1) {
      const assignee = at % 2 === 0 ? 'ada' : null;
      const more = state.begin({ assignee, visitor: { id: `v${at}`, name: `Visitor number ${at}` } });
      state.append(more, { author: { kind: 'visitor' }, text: 'Hello' }, state.iso(-60 * (1_000 - at)));
    }
    const { page, workspace } = await adaAt(pages);
    await workspace.card('Visitor number 0').waitFor();
    await page.evaluate(`document.querySelector('.rows').scrollTop = 1e6`);
    await workspace.card('Visitor number 0').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Mine' }).click();
    await workspace.card('Visitor number 0').waitFor();
  });

  test('what they searched for, beside what was found, while they look at kept mail', async () => {
    const { page, workspace } = await adaAt(pages);
    const field = page.getByRole('searchbox');
    await field.fill('nora');
    await eventually(
      () => page.locator('.card').count(),
      (count) => count === 1,
    );
    await page.locator('.to-mail').click();
    await page.locator('.to-queue').click();
    await workspace.card('Nora Feld').waitFor();
    expect(await field.inputValue()).toBe('nora');
    await field.press('Escape');
    await page.locator('.card').nth(4).waitFor();
  });

  test('a dialog in which they mark text beyond its edge, and their place when it goes', async () => {
    const { page } = await adaAt(pages);
    await page.goto(`${pages.backend.url}/agent#/mail/k1`);
    const attach = page.getByRole('button', { name: 'Attach to a conversation' });
    await attach.click();
    const field = page.locator('dialog').getByRole('searchbox');
    await field.fill('pri');
    await field.hover();
    await page.mouse.down();
    await page.mouse.move(5, 300);
    await page.mouse.up();
    await page.locator('dialog .choice').first().waitFor();
    expect(await field.inputValue()).toBe('pri');
    await page.mouse.click(5, 300);
    await page.locator('dialog').waitFor({ state: 'detached' });
    const discard = page.getByRole('button', { name: 'Discard' });
    await discard.click();
    await page.locator('dialog').getByRole('button', { name: 'Cancel' }).click();
    await eventually(
      () => page.evaluate<string>('document.activeElement.textContent'),
      (text) => text === 'Discard',
    );
  });
});
