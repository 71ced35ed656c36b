import { adaAt, openConversation } from './agent-page.ts';
import { describeInBrowser } from './browser.ts';
import { eventually } from './eventually.ts';
import type { FakeConversation } from './fake-state.ts';
import { openPages } from './pages-under-test.ts';
import type { PagesUnderTest } from './pages-under-test.ts';
import { showAgentsWork } from './show-agent.ts';

describeInBrowser('an agent keeps', () => {
  let pages: PagesUnderTest;
  let talk: FakeConversation;

  beforeAll(async () => {
    pages = await openPages();
  });

  beforeEach(() => {
    const { state } = pages.backend;
    state.conversations = [];
    talk = showAgentsWork(state);
  });

  afterAll(() => pages.close());

  test('a conversation as it stands while he types an address for its visitor', async () => {
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

  test('his word to solve once the answer is sent, wherever he is by then', async () => {
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
});
