import type { Page, Route } from 'playwright-core';
import { describeInBrowser, person } from './browser.ts';
import type { Person } from './browser.ts';
import { viewed } from './drawn.ts';
import { eventually, passUntil } from './eventually.ts';
import type { FakeConversation } from './fake-state.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { allAnswered, unansweredOf } from './unanswered.ts';
import { embedWidget, Widget } from './widget.ts';

const grace = { kind: 'agent', name: 'Grace Moreau' };

describeInBrowser('a visitor whose calls fail, or come late', () => {
  const pages = pagesUnderTest();
  let visitor: Person;
  let widget: Widget;
  let page: Page;
  let talk: FakeConversation;

  beforeAll(() => embedWidget(pages.backend));

  beforeEach(async () => {
    const { state } = pages.backend;
    state.conversations = [];
    state.visitor = { id: 'v1', locale: 'en', email: 'v1@example.com', emailState: 'typed' };
    state.widget = { ...state.widget, offline: false, backAt: null };
    talk = state.begin();
    state.append(talk, { author: { kind: 'visitor' }, text: 'Hello' });
    visitor = await person(pages.browser);
    ({ page } = visitor);
    widget = new Widget(page);
    await page.clock.install();
  });

  async function comeBack(): Promise<void> {
    await widget.isOf(pages.backend.state.visitor);
    await page.goto(`${pages.backend.url}/page`);
  }

  function answer(text: string): void {
    pages.backend.state.append(talk, { author: grace, text });
  }

  /** Treats the first so many requests otherwise. Gives how many there have been. */
  async function atFirst(
    url: string,
    count: number,
    otherwise: (route: Route) => Promise<void>,
  ): Promise<() => number> {
    let asked = 0;
    await page.route(url, (route) => (asked++ < count ? otherwise(route) : route.continue()));
    return () => asked;
  }

  /** Holds the first answer back until it is let go. */
  async function hold(url: string): Promise<() => void> {
    let letGo = (): void => undefined;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    await atFirst(url, 1, async (route) => {
      const response = await route.fetch();
      await gone;
      await route.fulfill({ response });
    });
    return letGo;
  }

  /** The log stands at its newest message. */
  async function untilAtEnd(): Promise<void> {
    await page.waitForFunction(`(() => {
      const log = document.querySelector('#continuous-chat').shadowRoot.querySelector('.log');
      return log.scrollHeight - log.scrollTop - log.clientHeight < 2;
    })()`);
  }

  test.each([
    ['cut off', (route: Route) => route.abort()],
    ['refused for now', (route: Route) => route.fulfill({ status: 503, json: { code: 'busy' } })],
  ])('a link whose redemption is %s is redeemed later, and never called invalid', async (_, otherwise) => {
    const asked = await atFirst('**/v1/visitor/sessions/resume', 2, otherwise);
    await page.goto(`${pages.backend.url}/page#cc=token`);
    await page.locator('.banner', { hasText: 'No connection' }).waitFor();
    expect(await page.getByText('How can we help?').count()).toBe(0);
    await passUntil(page, () => widget.message('Hello').isVisible());
    await page.locator('.banner').waitFor({ state: 'detached' });
    expect(asked()).toBe(3);
  });

  test('a link that never was is called invalid', async () => {
    await page.route('**/v1/visitor/sessions/resume', (route) => route.fulfill({ status: 404, json: {} }));
    await page.goto(`${pages.backend.url}/page#cc=forged`);
    await page.locator('.banner', { hasText: 'This link is not valid' }).waitFor();
  });

  test.each(['panel', 'shared'])('a link is followed though %s.js could not be fetched at first', async (file) => {
    const asked = await atFirst(`**/${file}.js*`, 2, (route) => route.abort());
    await page.goto(`${pages.backend.url}/page#cc=token`);
    await passUntil(page, () => widget.message('Hello').isVisible());
    expect(asked()).toBeGreaterThan(2);
  });

  test('a link is followed though the server had no panel at first', async () => {
    await atFirst('**/shared.js*', 2, (route) => route.fulfill({ status: 503, body: '' }));
    await page.goto(`${pages.backend.url}/page#cc=token`);
    await passUntil(page, () => widget.message('Hello').isVisible());
  });

  test('what was read is reported again until the server knows', async () => {
    const asked = await atFirst('**/read', 2, (route) => route.fulfill({ status: 503, json: { code: 'busy' } }));
    await comeBack();
    answer('One');
    await widget.open();
    await widget.sees('One');
    await viewed(page);
    await passUntil(page, () => talk.visitorReadThrough === 2);
    expect(asked()).toBe(3);
  });

  test('an answer that was taken back while the connection was cut is gone when it is there again', async () => {
    await comeBack();
    answer('A secret');
    await widget.open();
    await widget.sees('A secret');
    await page.context().setOffline(true);
    pages.backend.disconnect();
    await page.getByText('No connection').waitFor();
    const [hello, secret] = talk.messages;
    talk.messages = [hello!, { ...secret!, text: '', deletedAt: pages.backend.state.iso(0) }];
    pages.backend.state.update(talk, {});
    await page.context().setOffline(false);
    await passUntil(page, () => page.getByText('This message was taken back').isVisible());
    expect(await widget.message('A secret').count()).toBe(0);
    await page.getByRole('button', { name: 'Conversations' }).click();
    await page.locator('.entry', { hasText: 'This message was taken back' }).waitFor();
  });

  test('what another visitor is told late is not told to who has taken over', async () => {
    const { state } = pages.backend;
    const unanswered = unansweredOf(page);
    await comeBack();
    await widget.open();
    await widget.sees('Hello');
    const letGo = await hold('**/v1/visitor/conversations');
    const asked = page.waitForRequest('**/v1/visitor/conversations');
    await page.getByRole('button', { name: 'Conversations' }).click();
    await asked;
    await eventually(
      () => unanswered.size,
      (size) => size === 1,
    );
    state.conversations = [];
    state.visitor = { id: 'v2', locale: 'en' };
    await page.evaluate(`ContinuousChat('identify', 'proof')`);
    await page.getByText('How can we help?').waitFor();
    letGo();
    await allAnswered(unanswered);
    await viewed(page);
    expect(await page.getByRole('button', { name: 'Conversations' }).count()).toBe(0);
    expect(await page.getByText('How can we help?').count()).toBe(1);
  });

  test('when we are back is asked anew with each opening', async () => {
    const { state } = pages.backend;
    state.widget = { ...state.widget, offline: true, backAt: state.iso(60) };
    await comeBack();
    await widget.open();
    await page.getByText('Away, back').waitFor();
    state.widget = { ...state.widget, offline: false, backAt: null };
    await page.keyboard.press('Escape');
    await widget.open();
    await page.getByText('We are here').waitFor();
  });

  test('when we are back is asked anew with each connection', async () => {
    const { state } = pages.backend;
    await comeBack();
    await widget.open();
    await page.getByText('We are here').waitFor();
    state.widget = { ...state.widget, offline: true };
    pages.backend.disconnect();
    await passUntil(page, () => page.getByText('We are away right now').isVisible());
  });

  test('files can be sent though it could not be learned at first that they can', async () => {
    await atFirst('**/v1/widget?*', 2, (route) => route.abort());
    await comeBack();
    await widget.open();
    await widget.sees('Hello');
    await passUntil(page, async () => (await page.getByLabel('Attach files').count()) > 0);
  });

  test('of two languages wished for it speaks the later, though the earlier comes last', async () => {
    await comeBack();
    await widget.open();
    await page.getByText('We are here').waitFor();
    const letGo = await hold('**/de.js');
    const late = page.waitForResponse('**/de.js');
    await page.evaluate(`ContinuousChat('update', { locale: 'de' }); ContinuousChat('update', { locale: 'fr' });`);
    await page.locator('#continuous-chat[lang=fr]').waitFor({ state: 'attached' });
    letGo();
    await (await late).finished();
    await viewed(page);
    expect(await page.locator('#continuous-chat').getAttribute('lang')).toBe('fr');
  });

  test('files that come late leave the newest message in view', async () => {
    const files = Array.from({ length: 10 }, (_, at) => ({
      ...{ id: `f${at}`, filename: `${at}.pdf`, contentType: 'application/pdf', size: 1_000, url: '/files/x' },
    }));
    pages.backend.state.append(talk, { author: grace, text: 'All of them', attachments: [...files, ...files] });
    const letGo = await hold('**/parts.js*');
    await comeBack();
    await widget.open();
    await widget.message('All of them').waitFor();
    await viewed(page);
    letGo();
    await page.locator('.file').last().waitFor();
    await untilAtEnd();
  });

  test('a text of many lines leaves the newest message in view', async () => {
    await comeBack();
    for (let at = 1; at <= 30; at += 1) answer(`Answer ${at}`);
    await widget.open();
    await page.locator('.to-newest').click();
    await page.locator('.to-newest').waitFor({ state: 'detached' });
    const field = page.locator('.composer textarea');
    for (let lines = 1; lines <= 9; lines += 1) {
      await field.press('Shift+Enter');
      await viewed(page);
      await untilAtEnd();
    }
  });

  test('by keyboard they get to their address and to their conversations, and out of both', async () => {
    pages.backend.state.append(talk, { author: { kind: 'system' }, kind: 'request-email', text: 'Your address?' });
    await comeBack();
    await widget.open();
    await page.getByRole('button', { name: 'Change' }).press('Enter');
    const focused = (): Promise<unknown> =>
      page.evaluate(`document.querySelector('#continuous-chat').shadowRoot.activeElement?.className`);
    await page.locator('.email-form input:focus').waitFor();
    await page.getByRole('button', { name: 'Conversations' }).press('Enter');
    await page.locator('.entry').waitFor();
    await viewed(page);
    expect(await focused()).toBe('panel');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.panel', { state: 'hidden' });
  });
});
