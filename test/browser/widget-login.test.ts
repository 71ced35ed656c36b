import type { Page } from 'playwright-core';
import { describeInBrowser, person } from './browser.ts';
import { eventually, passUntil } from './eventually.ts';
import type { FakeConversation, Json } from './fake-state.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { embedWidget, Widget } from './widget.ts';

describeInBrowser('a visitor who logs in', () => {
  const pages = pagesUnderTest();
  let widget: Widget;
  let page: Page;
  let talk: FakeConversation;
  const user = { id: 'v2', locale: 'en' };

  beforeAll(() => embedWidget(pages.backend));

  beforeEach(async () => {
    const { state } = pages.backend;
    state.conversations = [];
    state.visitor = { id: 'v1', locale: 'en', email: 'v1@example.com', emailState: 'typed' };
    talk = state.begin();
    state.append(talk, { author: { kind: 'visitor' }, text: 'Hello' });
    ({ page } = await person(pages.browser));
    widget = new Widget(page);
    await page.clock.install();
  });

  async function comeBack(session: Json = {}): Promise<void> {
    await widget.isOf(pages.backend.state.visitor, session);
    await page.goto(`${pages.backend.url}/page`);
    await widget.open();
    await widget.sees('Hello');
  }

  /** The network takes nothing that is written. */
  async function cannotSend(text: string): Promise<void> {
    await page.route('**/messages', (route) => route.abort());
    await widget.write(text);
    await widget.message(text).and(page.locator('.waiting')).waitFor();
  }

  async function outbox(): Promise<readonly { readonly clientMessageId: string }[]> {
    const stored: string | null = await page.evaluate(`localStorage.getItem('continuous-chat:outbox')`);
    return JSON.parse(stored ?? '[]') as { clientMessageId: string }[];
  }

  async function logsIn(proof = 'proof'): Promise<void> {
    await page.unroute('**/messages');
    pages.backend.state.visitor = user;
    await page.evaluate(`ContinuousChat('identify', '${proof}')`);
  }

  const texts = (conversation: FakeConversation): readonly unknown[] => conversation.messages.map(({ text }) => text);

  test('has what they could not send sent to its conversation, which came along, though they have a newer one', async () => {
    const { state } = pages.backend;
    await comeBack();
    await cannotSend('And in green?');
    const other = state.begin({ updatedAt: state.iso(60) });
    state.append(other, { author: { kind: 'visitor' }, text: 'My parcel' });
    await logsIn();
    await widget.sees('My parcel');
    await eventually(
      () => texts(talk),
      (said) => said.length > 1,
    );
    expect(texts(talk)).toEqual(['Hello', 'And in green?']);
    expect(texts(other)).toEqual(['My parcel']);
    await eventually(outbox, (left) => left.length === 0);
  });

  test('has nothing sent twice that had arrived, where only the answer was lost', async () => {
    await comeBack();
    await cannotSend('Or in red?');
    const [{ clientMessageId } = { clientMessageId: '' }] = await outbox();
    const red = { seq: 2, author: { kind: 'visitor' }, text: 'Or in red?', clientMessageId };
    talk.messages.push({ ...talk.messages[0]!, ...red });
    const sent: unknown[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/messages')) sent.push(request.postData());
    });
    await logsIn();
    await eventually(outbox, (left) => left.length === 0);
    await widget.sees('Or in red?');
    expect(await widget.message('Or in red?').count()).toBe(1);
    expect(sent).toEqual([]);
  });

  test('has nothing sent into another conversation where their did not come along', async () => {
    const { state } = pages.backend;
    await comeBack();
    await cannotSend('A private question');
    state.conversations = [];
    const other = state.begin({ id: 'other' });
    state.append(other, { author: { kind: 'visitor' }, text: 'My parcel' });
    await logsIn();
    await widget.sees('My parcel');
    await eventually(outbox, (left) => left.length === 0);
    expect(await widget.message('A private question').count()).toBe(0);
    expect(texts(other)).toEqual(['My parcel']);
  });

  test.each<[string, Json]>([
    ['another user', { isNamed: true }],
    ['somebody who came by an e-mail', { limitedTo: 'c1' }],
  ])('sends nothing that %s could not send', async (_who, session) => {
    await comeBack(session);
    await cannotSend('A private question');
    await logsIn();
    await eventually(outbox, (left) => left.length === 0);
    await widget.sees('Hello');
    expect(await widget.message('A private question').count()).toBe(0);
    expect(texts(talk)).toEqual(['Hello']);
  });

  test('is not taken for the user before them, whose session is about to end', async () => {
    const { state } = pages.backend;
    await page.route('**/v1/visitor/sessions', (route) => {
      const { identityToken } = route.request().postDataJSON() as Json;
      const visitor = identityToken === undefined ? { id: 'v1', locale: 'en' } : user;
      return route.fulfill({ status: 201, json: { ...state.session(), visitor } });
    });
    const session = { isNamed: true, expiresAt: new Date(Date.now() + 600_000).toISOString() };
    await widget.isOf(state.visitor, session);
    const stored = { clientMessageId: 'm', conversationId: 'c1', text: 'A private question', state: 'waiting' };
    await page.addInitScript(`localStorage.setItem('continuous-chat:outbox', '${JSON.stringify([stored])}')`);
    const html = (await (await fetch(`${pages.backend.url}/page`)).text()).replace(
      "'boot', {",
      "'boot', { identityToken: 'x',",
    );
    pages.backend.pages.set('/logged-in', { html });
    await page.route('**/messages', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await page.goto(`${pages.backend.url}/logged-in`);
    await widget.open();
    await eventually(outbox, (left) => left.length === 0);
    await widget.sees('Hello');
    expect(await widget.message('A private question').count()).toBe(0);
  });

  test('is logged in later when the server does not answer at first', async () => {
    await comeBack();
    let isDown = true;
    await page.route('**/v1/visitor/sessions', (route) => (isDown ? route.abort() : route.continue()));
    const failed = page.waitForEvent('requestfailed');
    await logsIn();
    await failed;
    isDown = false;
    await passUntil(page, async () => {
      const stored: string = await page.evaluate(`localStorage.getItem('continuous-chat:session')`);
      return stored.includes('"v2"');
    });
  });

  test('what somebody wrote before they were known is sent once they are', async () => {
    let isDown = true;
    await page.route('**/v1/visitor/conversations', (route) => (isDown ? route.abort() : route.continue()));
    await page.route('**/v1/visitor/sessions', (route) => (isDown ? route.abort() : route.continue()));
    await page.goto(`${pages.backend.url}/page`);
    await widget.open();
    // It is not tried again by itself meanwhile.
    await page.clock.pauseAt(Date.now() + 10_000);
    await widget.write('Before the login');
    await page.locator('.message.waiting').waitFor();
    isDown = false;
    await page.evaluate(`ContinuousChat('identify', 'proof')`);
    await widget.sees('Before the login');
    expect(talk.messages.map(({ text }) => text)).toEqual(['Hello', 'Before the login']);
  });

  /** On a page whose site says later who they are, when `prove` is called there. */
  async function comesTo(path: string): Promise<void> {
    const html = (await (await fetch(`${pages.backend.url}/page`)).text()).replace(
      "'boot', {",
      "'boot', { identityToken: () => new Promise((resolve) => (window.prove = resolve)),",
    );
    pages.backend.pages.set(path, { html });
    await page.goto(`${pages.backend.url}${path}`);
    await widget.open();
  }

  test('what somebody writes in the moment of their first login goes into the conversation that they have', async () => {
    pages.backend.state.visitor = user;
    await comesTo('/slow-login');
    await widget.write('Are you still there?');
    await widget.message('Are you still there?').waitFor();
    await page.evaluate(`prove('proof')`);
    await widget.sees('Are you still there?');
    await widget.sees('Hello');
    expect(pages.backend.state.conversations).toHaveLength(1);
    expect(texts(talk)).toEqual(['Hello', 'Are you still there?']);
  });

  test('nobody is kept from writing by a site that does not say who they are', async () => {
    const { state } = pages.backend;
    state.conversations = [];
    await comesTo('/no-login');
    await widget.write('Is anybody there?');
    await passUntil(page, () => state.conversations.length > 0);
    await widget.sees('Is anybody there?');
  });

  test('what a login elsewhere has taken along is not shown any more', async () => {
    const { state } = pages.backend;
    const mine = state.begin({ updatedAt: state.iso(-60) });
    state.append(mine, { author: { kind: 'visitor' }, text: 'My parcel' }, state.iso(-60));
    state.update(talk, {});
    await comeBack();
    state.conversations = [mine];
    pages.backend.disconnect();
    await passUntil(page, () => widget.message('My parcel').isVisible());
    expect(await widget.message('Hello').count()).toBe(0);
  });
});
