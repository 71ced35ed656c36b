import type { Locator, Page } from 'playwright-core';
import { adaAt, openConversation } from './agent-page.ts';
import { describeInBrowser } from './browser.ts';
import { eventually } from './eventually.ts';
import type { FakeConversation } from './fake-state.ts';
import { openPages } from './pages-under-test.ts';
import type { PagesUnderTest } from './pages-under-test.ts';
import { showAgentsWork } from './show-agent.ts';

jest.setTimeout(120_000);

describeInBrowser('of e-mails that are to come the agent workspace', () => {
  let pages: PagesUnderTest;
  let talk: FakeConversation;

  beforeAll(async () => {
    pages = await openPages();
  });

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

  afterAll(() => pages.close());

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
    expect(await chip.textContent()).toMatch(/^Unread · e-mail at \d/u);
    pages.backend.state.read(talk, 'visitor', talk.messages.length);
    await bar.waitFor({ state: 'detached' });
    await card.waitFor({ state: 'detached' });
    await eventually(
      () => chip.textContent(),
      (words) => /^Read \d/u.test(words ?? ''),
    );
  });
});
