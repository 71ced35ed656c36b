import type { Locator, Page } from 'playwright-core';
import { adaAt, openConversation } from './agent-page.ts';
import { describeInBrowser, picture } from './browser.ts';
import { eventually } from './eventually.ts';
import type { FakeConversation } from './fake-state.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { showAgentsWork } from './show-agent.ts';

const settings = { continuousConversations: true, delayMinutes: 10, emailReplyDelayMinutes: 1 };

describeInBrowser('of e-mails that are to come the agent workspace', () => {
  const pages = pagesUnderTest();
  let talk: FakeConversation;

  /** One answer is unread, and its e-mail is due in seven minutes. */
  beforeEach(() => {
    const { state } = pages.backend;
    state.conversations = [];
    talk = showAgentsWork(state);
    const ada = { kind: 'agent', id: 'ada', name: 'Ada Lindqvist' };
    const notification = { state: 'unread', dueAt: state.iso(433) };
    const { seq } = state.append(talk, { author: ada, text: 'A new one is on its way.', notification });
    talk.pendingNotification = { ...notification, firstSeq: seq };
    talk.visitorReadThrough = seq - 1;
    talk.waitingSince = undefined;
  });

  interface Places {
    readonly bar: Locator;
    readonly card: Locator;
    readonly chip: Locator;
    readonly prospect: () => Promise<string | null>;
  }

  /** Where a promise is made. */
  function places(page: Page): Places {
    return {
      bar: page.locator('.pending'),
      card: page.locator('.card.open .chip.accent'),
      chip: page.locator('.message', { hasText: 'on its way' }).locator('.meta .chip'),
      prospect: () => page.locator('.prospect').textContent(),
    };
  }

  async function opened(): Promise<Places & { readonly page: Page }> {
    const { page } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    const shown = places(page);
    await shown.bar.waitFor();
    return { page, ...shown };
  }

  test('promises nothing any more as soon as the visitor has read', async () => {
    const { bar, card, chip } = await opened();
    await card.waitFor();
    expect(await chip.textContent()).toMatch(/^Unread · e-mail: (tomorrow )?\d/u);
    pages.backend.state.read(talk, 'visitor', talk.messages.length);
    await bar.waitFor({ state: 'detached' });
    await card.waitFor({ state: 'detached' });
    await eventually(
      () => chip.textContent(),
      (words) => /^Read \d/u.test(words ?? ''),
    );
  });

  async function expectNothingPromised({ bar, card, chip, prospect }: Places, words: RegExp): Promise<void> {
    await bar.waitFor({ state: 'detached' });
    await card.waitFor({ state: 'detached' });
    expect(await chip.textContent()).toBe('Unread');
    expect(await prospect()).toMatch(words);
  }

  test('promises nothing any more when the visitor has said that they want none', async () => {
    const { page, ...shown } = await opened();
    pages.backend.state.update(talk, { optedOut: true });
    await expectNothingPromised(shown, /^Shown in the chat only: the visitor wants no e-mails/u);
    await page.locator('.visitor .chip', { hasText: 'wants no e-mails' }).waitFor();
    await picture(page, 'workspace-opted-out');
  });

  test('notices that they were switched off and on again when one comes back to it, and when news make it doubtful', async () => {
    const { state } = pages.backend;
    const { page, ...shown } = await opened();
    state.me = { settings: { ...settings, continuousConversations: false } };
    await page.clock.install({ time: Date.now() + 10_000 });
    await page.evaluate(`dispatchEvent(new Event('focus'))`);
    await expectNothingPromised(shown, /e-mails are switched off/u);
    state.me = { settings };
    await page.clock.fastForward(10_000);
    const other = state.conversations.find(({ id }) => id === 'c2');
    if (other !== undefined) state.update(other, { pendingNotification: { state: 'unread', dueAt: state.iso(600) } });
    await shown.bar.waitFor();
    await shown.card.waitFor();
  });

  test('promises no time while the e-mail is held', async () => {
    const { page, bar, prospect } = await opened();
    await bar.getByRole('button', { name: 'Hold' }).click();
    await bar.getByRole('button', { name: 'Release' }).waitFor();
    expect(await prospect()).toBe('Shown in the chat; the e-mail is on hold until somebody releases it.');
    await page.getByRole('button', { name: 'Release' }).click();
    await eventually(prospect, (words) => words?.includes('by e-mail:') === true);
  });

  test('says when with the time as it is, not as it was', async () => {
    const { state } = pages.backend;
    state.update(talk, { pendingNotification: undefined });
    const { page } = await adaAt(pages, {}, (fresh) => fresh.clock.install());
    await openConversation(page, pages, 'files');
    const { prospect } = places(page);
    const first = await prospect();
    expect(first).toMatch(/if unread, by e-mail: (tomorrow )?\d/u);
    await page.clock.fastForward(61_000);
    await eventually(prospect, (words) => words !== first);
  });
});
