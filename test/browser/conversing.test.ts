import type { Page, Request } from 'playwright-core';
import { describeInBrowser, person, picture } from './browser.ts';
import type { Person } from './browser.ts';
import { viewed } from './drawn.ts';
import { eventually, passUntil } from './eventually.ts';
import type { FakeConversation } from './fake-state.ts';
import { guidePicture } from './guide-picture.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { allAnswered, unansweredOf } from './unanswered.ts';
import { embedWidget, Widget } from './widget.ts';

const grace = { kind: 'agent', name: 'Grace Moreau' };

describeInBrowser('a visitor in the widget', () => {
  const pages = pagesUnderTest();
  let visitor: Person;
  let widget: Widget;
  let talk: FakeConversation;
  let unanswered: ReadonlySet<Request>;

  beforeAll(() => embedWidget(pages.backend));

  beforeEach(() => {
    const { state } = pages.backend;
    state.conversations = [];
    state.visitor = { id: 'v1', locale: 'en' };
    state.widget = { ...state.widget, offline: false, backAt: null };
    talk = state.begin();
    state.append(talk, { author: { kind: 'visitor' }, text: 'Hello' });
  });

  /** Somebody who has talked to us before comes back to the page. */
  async function comeBack(
    options: Parameters<typeof person>[1] = {},
    before: (page: Page) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<Page> {
    visitor = await person(pages.browser, options);
    await before(visitor.page);
    await visitor.page.clock.install();
    unanswered = unansweredOf(visitor.page);
    widget = new Widget(visitor.page);
    await widget.isOf(pages.backend.state.visitor);
    await visitor.page.goto(`${pages.backend.url}/page`);
    return visitor.page;
  }

  function answer(text: string, more: Record<string, unknown> = {}): void {
    pages.backend.state.append(talk, { author: grace, text, ...more });
  }

  /** Nobody is asked for an address that is known: no message comes by itself. */
  function givesNoReasonToAsk(): void {
    pages.backend.state.visitor = { id: 'v1', locale: 'en', email: 'v1@example.com', emailState: 'typed' };
  }

  /** Waits until the server has been told that everything is read. */
  async function untilRead(through: number): Promise<void> {
    await eventually(
      () => talk.visitorReadThrough,
      (read) => read >= through,
    );
    expect(talk.visitorReadThrough).toBe(through);
  }

  /** What is in view stays so for ten seconds. */
  async function nothingMoreIsRead(page: Page, through: number): Promise<void> {
    await viewed(page);
    await page.clock.runFor(10_000);
    await allAnswered(unanswered);
    expect(talk.visitorReadThrough).toBe(through);
  }

  async function focus(page: Page, isFocused: boolean): Promise<void> {
    // A headless page believes it is focused for ever, unless told not to; then another tab takes the focus away.
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: isFocused });
    if (!isFocused) await (await visitor.tab()).bringToFront();
    else await page.bringToFront();
    expect(await page.evaluate('document.hasFocus()')).toBe(isFocused);
  }

  test('has read nothing with the panel closed, and what they see when they open it', async () => {
    givesNoReasonToAsk();
    const page = await comeBack();
    answer('One');
    await page.locator('.badge', { hasText: '1' }).waitFor();
    await nothingMoreIsRead(page, 0);
    await widget.open();
    await untilRead(2);
    await page.locator('.badge').waitFor({ state: 'hidden' });
  });

  test('has read nothing while the page is not focused, and reads on when it is again', async () => {
    givesNoReasonToAsk();
    const page = await comeBack();
    await widget.open();
    await widget.sees('Hello');
    await focus(page, false);
    answer('While away');
    await widget.sees('While away');
    await nothingMoreIsRead(page, 0);
    await focus(page, true);
    await untilRead(2);
  });

  test('has read nothing while the tab is hidden', async () => {
    givesNoReasonToAsk();
    const page = await comeBack();
    await page.evaluate(`
      window.hide = (state) => {
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      };
      hide('hidden');
    `);
    await widget.open();
    answer('While hidden');
    await widget.sees('While hidden');
    await nothingMoreIsRead(page, 0);
    await page.evaluate(`hide('visible')`);
    await untilRead(2);
  });

  test('has read only what was in view, and the rest when they scroll down', async () => {
    givesNoReasonToAsk();
    const page = await comeBack();
    answer('First');
    answer('long\n'.repeat(120));
    answer('Last');
    await widget.open();
    await widget.sees('First');
    // The long one fills most of the log; more of it can never be seen at once.
    await untilRead(3);
    await nothingMoreIsRead(page, 3);
    await page.locator('.log').hover();
    await eventually(
      async () => {
        await page.mouse.wheel(0, 500);
        return talk.visitorReadThrough;
      },
      (read) => read === 4,
    );
  });

  test('gets what was written while their connection was cut, in order and once', async () => {
    const page = await comeBack();
    await widget.open();
    await widget.sees('Hello');
    await page.context().setOffline(true);
    pages.backend.disconnect();
    await page.getByText('No connection').waitFor();
    answer('Lost one');
    answer('Lost two');
    await picture(page, 'widget-no-connection');
    await page.context().setOffline(false);
    await widget.sees('Lost two');
    expect(await page.locator('.theirs .text').allTextContents()).toEqual(['Lost one', 'Lost two']);
    await page.getByText('No connection').waitFor({ state: 'detached' });
  });

  test('sees who is writing, and the agent learns that they are', async () => {
    const page = await comeBack();
    await widget.open();
    await widget.sees('Hello');
    const typed = page.waitForRequest((request) => request.postData()?.includes('"typing":true') === true);
    await page.locator('.composer textarea').pressSequentially('Hm');
    await typed;
    pages.backend.state.tell(talk, { type: 'typing', by: 'agent' });
    await page.getByText('is writing').waitFor();
    answer('There');
    await page.getByText('is writing').waitFor({ state: 'detached' });
  });

  test('learns that their address does not work, and gives another', async () => {
    const { state } = pages.backend;
    state.visitor = { id: 'v1', locale: 'de', email: 'vera@example.org', emailState: 'bounced' };
    const page = await comeBack({ locale: 'de-DE' });
    await page.evaluate(`ContinuousChat('update', { locale: 'de' })`);
    answer('Wir haben die Schale noch.');
    await widget.open();
    await page.getByText('Unter vera@example.org konnten wir Sie nicht erreichen.').waitFor();
    await picture(page, 'widget-unreachable');
    await guidePicture(page, 'widget-unreachable');
    await page.locator('.banner').getByRole('button', { name: 'Ändern' }).click();
    expect(await page.evaluate(`document.querySelector('#continuous-chat').shadowRoot.activeElement.type`)).toBe(
      'email',
    );
    await widget.giveEmail('vera@example.com');
    await page.locator('.banner').waitFor({ state: 'detached' });
  });

  test('learns that an e-mail came back while they were away, though this browser does not know it yet', async () => {
    const { state } = pages.backend;
    state.visitor = { id: 'v1', locale: 'en', email: 'vera@example.org', emailState: 'typed' };
    const page = await comeBack();
    state.visitor = { ...state.visitor, emailState: 'bounced' };
    answer('We still have the bowl.');
    await widget.open();
    await page.locator('.banner', { hasText: 'We could not reach you at vera@example.org' }).waitFor();
    await page.locator('.email-form input').waitFor();
    expect(await page.evaluate(`localStorage['continuous-chat:session']`)).toContain('bounced');
  });

  test('goes on in their conversation, though it could not be loaded at first', async () => {
    let isDown = true;
    const page = await comeBack({}, async (opened) => {
      await opened.route('**/v1/visitor/conversations', (route) =>
        route.request().method() === 'GET' && isDown ? route.fulfill({ status: 500 }) : route.continue(),
      );
    });
    await widget.open();
    await widget.write('Still there?');
    await page.locator('.banner', { hasText: 'No connection' }).waitFor();
    await widget.message('Still there?').waitFor();
    expect(await page.getByText('How can we help?').count()).toBe(0);
    isDown = false;
    await widget.sees('Hello');
    await page.locator('.own:not(.waiting):not(.sending)', { hasText: 'Still there?' }).waitFor();
    expect(pages.backend.state.conversations).toHaveLength(1);
    expect(talk.messages.map(({ text }) => text)).toEqual(['Hello', 'Still there?']);
    await page.locator('.banner').waitFor({ state: 'detached' });
  });

  test('keeps the newest message in view when the window gets lower', async () => {
    const page = await comeBack();
    for (let at = 1; at <= 30; at += 1) answer(`Answer ${at}`);
    await widget.open();
    await page.locator('.to-newest').click();
    await page.locator('.to-newest').waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 1280, height: 420 });
    await page.waitForFunction(`(() => {
      const log = document.querySelector('#continuous-chat').shadowRoot.querySelector('.log');
      return log.clientHeight < 300 && log.scrollHeight - log.scrollTop - log.clientHeight < 2;
    })()`);
  });

  test('is asked for their address though the part that asks could not be fetched at first', async () => {
    let failures = 1;
    pages.backend.state.append(talk, { author: { kind: 'system' }, kind: 'request-email', text: 'Your address?' });
    const page = await comeBack({}, async (opened) => {
      await opened.route('**/parts.js*', (route) => (failures-- > 0 ? route.abort() : route.continue()));
    });
    await widget.open();
    await widget.giveEmail('vera@example.org');
    await page.locator('.email-known', { hasText: 'vera@example.org' }).waitFor();
    expect(failures).toBeLessThan(0);
  });

  test('follows links in what agents write', async () => {
    answer('See www.example.com/bowls.');
    const page = await comeBack();
    await widget.open();
    await widget.sees('See www.example.com/bowls.');
    expect(await page.locator('.log a').getAttribute('href')).toBe('https://www.example.com/bowls');
  });

  test('stays in a closed conversation that somebody else has written after, until there is an answer', async () => {
    const { state } = pages.backend;
    talk.status = 'closed';
    talk.continuedBy = 'c2';
    const next = state.begin({ id: 'c2', continues: talk.id });
    state.append(next, { author: { kind: 'other', email: 'max@example.org' }, text: 'I am her neighbour' });
    const page = await comeBack();
    await widget.open();
    await widget.sees('Hello');
    await page.getByRole('button', { name: 'Conversations' }).click();
    await page.locator('.list .entry').first().waitFor();
    expect(await page.locator('.list .entry').count()).toBe(1);
    await page.locator('.list .entry').first().click();
    state.append(next, { author: grace, text: 'Good to hear from you' });
    await widget.sees('Good to hear from you');
    expect(await widget.message('I am her neighbour').count()).toBe(0);
  });

  test('who writes in a closed conversation sees where it goes on', async () => {
    const { state } = pages.backend;
    talk.status = 'closed';
    talk.continuedBy = 'c2';
    const next = state.begin({ id: 'c2', continues: talk.id });
    state.append(next, { author: { kind: 'other', email: 'max@example.org' }, text: 'I am her neighbour' });
    await comeBack();
    await widget.open();
    await widget.sees('Hello');
    await widget.write('One more question');
    await widget.sees('One more question');
    expect(next.messages.map(({ text }) => text)).toEqual(['I am her neighbour', 'One more question']);
  });

  test('does not fetch pictures again after the connection was cut', async () => {
    const { state } = pages.backend;
    let addresses = 0;
    const page = await comeBack({}, async (opened) => {
      await opened.route('**/messages?*', async (route) => {
        const answered = await route.fetch();
        const body = (await answered.text()).replaceAll('"/files/bowl', () => `"/files/bowl?${(addresses += 1)}`);
        await route.fulfill({ response: answered, body });
      });
    });
    let fetched = 0;
    page.on('request', (request) => {
      if (request.url().includes('/files/bowl')) fetched += 1;
    });
    const bowl = { id: 'bowl', filename: 'bowl.png', contentType: 'image/png', size: 1_000, url: '/files/bowl' };
    state.files.set('bowl', { ...bowl, uploaded: 1_000 });
    state.append(talk, { author: grace, text: 'This one', attachments: [bowl] });
    await widget.open();
    await page.locator('.picture img').waitFor();
    const before = addresses;
    pages.backend.disconnect();
    state.append(talk, { author: grace, text: 'Do you like it?' });
    await passUntil(page, () => widget.message('Do you like it?').isVisible());
    expect(addresses).toBeGreaterThan(before);
    expect(fetched).toBe(1);
  });

  test('has several conversations, begins another, and finds the old ones in the list', async () => {
    const page = await comeBack();
    answer('The first conversation');
    await widget.open();
    await widget.sees('The first conversation');
    await page.getByRole('button', { name: 'Conversations' }).click();
    await page.getByRole('button', { name: 'New conversation' }).click();
    await widget.write('Something else');
    await widget.sees('Something else');
    expect(pages.backend.state.conversations).toHaveLength(2);
    await page.getByRole('button', { name: 'Conversations' }).click();
    await eventually(
      () => page.locator('.entry .snippet').allTextContents(),
      (snippets) => snippets.join() === 'Something else,The first conversation',
    );
    await page.locator('.entry').last().click();
    await widget.sees('The first conversation');
    expect(await widget.message('Something else').count()).toBe(0);
  });

  test('reads in which way and when we are back', async () => {
    const { state } = pages.backend;
    state.widget = { ...state.widget, offline: true, backAt: state.iso(86_400) };
    answer('By mail, then', { channel: 'email' });
    const page = await comeBack();
    await widget.open();
    await page.getByText(/^Away, back tomorrow/u).waitFor();
    expect(await widget.message('By mail, then').textContent()).toContain('by e-mail');
    expect(await widget.message('Hello').textContent()).toContain('by messaging');
    await picture(page, 'widget-away');
    await guidePicture(page, 'widget-away');
  });

  test('in Arabic everything runs from right to left', async () => {
    const page = await comeBack({ locale: 'ar' });
    await page.evaluate(`ContinuousChat('update', { locale: 'ar' })`);
    answer('نعم، ما زال لدينا.');
    await widget.open();
    await page.getByText('نحن هنا').waitFor();
    expect(await page.locator('#continuous-chat').getAttribute('dir')).toBe('rtl');
    const [panel, own] = await Promise.all([
      page.locator('.panel').boundingBox(),
      page.locator('.own .bubble').boundingBox(),
    ]);
    expect(panel!.x).toBeLessThan(100);
    expect(own!.x - panel!.x).toBeLessThan(40);
    await picture(page, 'widget-arabic');
    await guidePicture(page, 'widget-arabic');
  });

  test('hears every answer once, in a region apart from the log', async () => {
    const page = await comeBack();
    await widget.open();
    await widget.sees('Hello');
    answer('Good morning');
    await page.locator('[role=status]', { hasText: 'Grace Moreau: Good morning' }).waitFor({ state: 'attached' });
    expect(await page.locator('.log').getAttribute('aria-live')).toBe('off');
  });

  test('in two tabs has one conversation, and what one tab forgot is gone from the other', async () => {
    const page = await comeBack();
    await widget.open();
    await widget.sees('Hello');
    const other = new Widget(await visitor.tab());
    await other.page.goto(`${pages.backend.url}/page`);
    await other.open();
    await other.write('From the other tab');
    await widget.sees('From the other tab');
    await other.page.evaluate(`ContinuousChat('shutdown')`);
    await page.getByText('How can we help?').waitFor();
  });
});
