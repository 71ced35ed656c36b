import { embedCode } from '../../web/admin/embed-code.ts';
import { describeInBrowser, person } from './browser.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { Widget } from './widget.ts';

describeInBrowser('the widget on a customer’s page', () => {
  const pages = pagesUnderTest();

  beforeEach(() => {
    pages.backend.state.conversations = [];
    pages.backend.pages.clear();
  });

  async function visit(html: string, policy?: string): Promise<Widget & { complaints: readonly string[] }> {
    pages.backend.pages.set('/page', { html, ...(policy === undefined ? {} : { policy }) });
    const visitor = await person(pages.browser);
    await visitor.page.goto(`${pages.backend.url}/page`);
    return Object.assign(new Widget(visitor.page), { complaints: visitor.complaints });
  }

  const plain = (): string => `<!doctype html><title>x</title><body><h1>A page</h1>${embedCode(pages.backend.url)}`;

  test('the code that the admin page gives is all it takes', async () => {
    const widget = await visit(plain());
    await widget.open();
    await widget.write('Hello');
    await widget.sees('Hello');
    expect(widget.complaints).toEqual([]);
  });

  test('it runs under a strict policy with trusted types, and needs no exception for styles', async () => {
    const policy = "default-src 'none'; script-src 'self'; connect-src 'self' ws:; require-trusted-types-for 'script'";
    const html = `<!doctype html><title>x</title><body><h1>A page</h1><script src="/local/queue.js"></script>
      <script src="/widget/loader.js" async></script>`;
    pages.backend.pages.set('/local/queue.js', {
      html: `window.ContinuousChat ??= Object.assign((...call) => ContinuousChat.q.push(call), { q: [] }); ContinuousChat('boot', {});`,
    });
    pages.backend.pages.set('/page', { html, policy });
    const visitor = await person(pages.browser);
    await visitor.page.route('**/local/queue.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { 'content-type': 'text/javascript' } });
    });
    await visitor.page.goto(`${pages.backend.url}/page`);
    const widget = new Widget(visitor.page);
    await widget.open();
    await widget.write('Hello');
    await widget.sees('Hello');
    const rounded = `getComputedStyle(document.querySelector('#continuous-chat').shadowRoot.querySelector('.own .bubble')).borderRadius`;
    expect(await visitor.page.evaluate(rounded)).not.toBe('0px');
    expect(visitor.complaints).toEqual([]);
  });

  test('nothing of its code gets into the attributes of what it draws', async () => {
    const widget = await visit(plain());
    await widget.open();
    const strange = await widget.page.evaluate(`
      [...document.querySelector('#continuous-chat').shadowRoot.querySelectorAll('*')]
        .flatMap((one) => [...one.attributes])
        .filter(({ value }) => value.includes('[object') || value.includes('=>'))
        .map(({ name }) => name)`);
    expect(strange).toEqual([]);
  });

  test('booted twice it is there once; shut down it is gone, and so is the conversation', async () => {
    const widget = await visit(plain());
    const { page } = widget;
    await page.evaluate(`ContinuousChat('boot', { locale: 'de' })`);
    await widget.open();
    await widget.write('Hello');
    await widget.sees('Hello');
    expect(await page.locator('#continuous-chat').count()).toBe(1);
    expect(await page.evaluate(`localStorage.getItem('continuous-chat:session')`)).toContain('visitor');
    await page.evaluate(`ContinuousChat('shutdown')`);
    await page.waitForFunction(`document.querySelector('#continuous-chat') === null`);
    expect(await page.evaluate(`JSON.stringify(localStorage)`)).toBe('{}');
    await page.evaluate(`ContinuousChat('boot', {})`);
    expect(await page.locator('#continuous-chat').count()).toBe(1);
  });

  test('an application that replaces its whole document keeps the widget, open and with what was written', async () => {
    const widget = await visit(plain());
    await widget.open();
    await widget.page.locator('.composer textarea').fill('half a sentence');
    await widget.page.evaluate(`document.body.replaceChildren(document.createElement('main'))`);
    await widget.page.waitForSelector('.panel:not([hidden])');
    await widget.page.evaluate(`document.documentElement.replaceChild(document.createElement('body'), document.body)`);
    await widget.page.waitForSelector('.panel:not([hidden])');
    expect(await widget.page.locator('.composer textarea').inputValue()).toBe('half a sentence');
  });

  test('with storage blocked one can still write, for as long as the page is open', async () => {
    const visitor = await person(pages.browser);
    await visitor.page.addInitScript(`
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
    `);
    pages.backend.pages.set('/page', { html: plain() });
    await visitor.page.goto(`${pages.backend.url}/page`);
    const widget = new Widget(visitor.page);
    await widget.open();
    await widget.write('Hello');
    await widget.sees('Hello');
    await widget.write('Again');
    await widget.sees('Again');
    expect(visitor.complaints).toEqual([]);
  });

  test('what is written while the network is cut goes out once it is back, in order and once', async () => {
    const widget = await visit(plain());
    const { page } = widget;
    await widget.open();
    await widget.write('before');
    await widget.sees('before');
    await page.context().setOffline(true);
    await widget.write('during one');
    await widget.write('during two');
    await page.locator('.message.waiting', { hasText: 'during one' }).waitFor();
    await page.context().setOffline(false);
    await page.waitForFunction(
      `document.querySelector('#continuous-chat').shadowRoot.querySelectorAll('.waiting, .sending').length === 0`,
    );
    const texts = pages.backend.state.conversations[0]?.messages.map(({ text }) => text);
    expect(texts).toEqual(['before', 'during one', 'during two']);
  });

  test('an expired link says so in a friendly line, and the address is clean', async () => {
    pages.backend.pages.set('/page', { html: plain() });
    const visitor = await person(pages.browser);
    await visitor.page.goto(`${pages.backend.url}/page?a=b#section&cc=expired`);
    await visitor.page.locator('.banner', { hasText: 'This link has expired' }).waitFor();
    expect(visitor.page.url()).toBe(`${pages.backend.url}/page?a=b#section`);
  });

  test('the site hears of what happens, opens and closes the panel, and changes language and theme', async () => {
    const widget = await visit(plain());
    const { page } = widget;
    await page.evaluate(`
      window.heard = [];
      for (const name of ['ready', 'open', 'close', 'unread', 'message'])
        ContinuousChat('on', name, (detail) => heard.push(detail ? name + ' ' + JSON.stringify(detail) : name));
      ContinuousChat('open');
    `);
    await page.waitForSelector('.panel:not([hidden])');
    await widget.write('Hello');
    await widget.sees('Hello');
    await page.evaluate(`ContinuousChat('close')`);
    await page.waitForSelector('.panel', { state: 'hidden' });
    const { state } = pages.backend;
    state.append(state.conversations[0]!, { author: { kind: 'agent', name: 'Grace' }, text: 'Good morning' });
    await page.locator('.badge', { hasText: '1' }).waitFor();
    expect(await page.locator('.launcher').getAttribute('aria-label')).toBe('Open chat, 1 unread');
    const heard = await page.evaluate(`window.heard`);
    expect(heard).toEqual(
      expect.arrayContaining([
        'ready',
        'open',
        'close',
        'unread {"count":1}',
        'message {"conversationId":"c1","seq":2}',
      ]),
    );
    await page.evaluate(`ContinuousChat('update', { locale: 'de', theme: 'dark' })`);
    await page.locator('.launcher[aria-label="Chat öffnen, 1 ungelesen"]').waitFor();
    expect(await page.locator('#continuous-chat').getAttribute('data-theme')).toBe('dark');
  });

  test('by keyboard alone: opened with Enter, closed with Escape, and the focus is back where it was', async () => {
    const widget = await visit(plain());
    const { page } = widget;
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.panel:not([hidden])');
    await page.waitForFunction(
      `document.querySelector('#continuous-chat').shadowRoot.activeElement?.tagName === 'TEXTAREA'`,
    );
    await page.keyboard.type('line one');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('line two');
    await page.keyboard.press('Enter');
    await widget.sees('line one');
    expect(pages.backend.state.conversations[0]?.messages[0]?.text).toBe('line one\nline two');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.panel', { state: 'hidden' });
    expect(await page.evaluate(`document.querySelector('#continuous-chat').shadowRoot.activeElement.className`)).toBe(
      'launcher',
    );
  });
});
