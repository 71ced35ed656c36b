import type { Page } from 'playwright-core';
import { embedCode } from '../../web/admin/embed-code.ts';
import { describeInBrowser, person, picture } from './browser.ts';
import { guidePicture } from './guide-picture.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { allAnswered, unansweredOf } from './unanswered.ts';
import { Widget } from './widget.ts';

const png = { name: 'glaze.png', mimeType: 'image/png', buffer: Buffer.from('a picture') };

describeInBrowser('files in the widget', () => {
  const pages = pagesUnderTest();

  beforeAll(() => {
    const html = `<!doctype html><title>x</title><body><h1>A page</h1>${embedCode(pages.backend.url)}`;
    pages.backend.pages.set('/page', { html });
  });

  beforeEach(() => {
    pages.backend.state.conversations = [];
  });

  async function visit(
    options: Parameters<typeof person>[1] = {},
  ): Promise<Widget & { complaints: readonly string[] }> {
    const visitor = await person(pages.browser, options);
    await visitor.page.goto(`${pages.backend.url}/page`);
    const widget = new Widget(visitor.page);
    await widget.open();
    await visitor.page.locator('.composer input[type=file]').waitFor({ state: 'attached' });
    return Object.assign(widget, { complaints: visitor.complaints });
  }

  /** Pastes or drops a file, as far as a script can. */
  async function give(page: Page, selector: string, event: 'paste' | 'drop', name: string, size = 9): Promise<void> {
    await page.evaluate(`
      (() => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(${size})], '${name}', { type: 'text/plain' }));
        const element = document.querySelector('#continuous-chat').shadowRoot.querySelector('${selector}');
        const about = { bubbles: true, cancelable: true };
        if ('${event}' === 'paste') element.dispatchEvent(new ClipboardEvent('paste', { ...about, clipboardData: data }));
        else for (const type of ['dragover', 'drop']) element.dispatchEvent(new DragEvent(type, { ...about, dataTransfer: data }));
      })()
    `);
  }

  test('chosen, pasted and dropped files go with the message, and a picture is shown as one', async () => {
    const widget = await visit();
    const { page } = widget;
    await page.setInputFiles('.composer input[type=file]', png);
    await give(page, '.composer textarea', 'paste', 'pasted.txt');
    await give(page, '.panel', 'drop', 'dropped.txt');
    await page.locator('.tray .uploaded').nth(2).waitFor();
    await picture(page, 'widget-files-chosen');
    await widget.write('Look at these');
    await widget.sees('Look at these');
    await page.locator('.own .picture img').waitFor();
    expect(await page.locator('.tray li').count()).toBe(0);
    expect(await page.locator('.own .file bdi').allTextContents()).toEqual(['pasted.txt', 'dropped.txt']);
    await picture(page, 'widget-files-sent');
    await guidePicture(page, 'widget-files');
    const [message] = pages.backend.state.conversations[0]?.messages ?? [];
    const files = message?.attachments as readonly { id: string; uploaded: number }[];
    expect(files.map(({ uploaded }) => uploaded)).toEqual([9, 9, 9]);
    expect(widget.complaints).toEqual([]);
  });

  test('a message may consist of a file alone', async () => {
    const widget = await visit();
    const { page } = widget;
    expect(await page.locator('.send').isDisabled()).toBe(true);
    await page.setInputFiles('.composer input[type=file]', png);
    await page.locator('.tray .uploaded').waitFor();
    await page.locator('.send').click();
    await page.locator('.own:not(.sending, .waiting) .picture').waitFor();
    expect(pages.backend.state.conversations[0]?.messages[0]?.text).toBe('');
  });

  test('while a file is on its way it can be seen how far, nothing is sent, and it can be taken back', async () => {
    const widget = await visit();
    const { page } = widget;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/upload/*', async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await page.setInputFiles('.composer input[type=file]', png);
    await page.getByRole('progressbar', { name: 'Uploading' }).waitFor();
    await page.locator('.composer textarea').fill('not yet');
    await page.locator('.composer textarea').press('Enter');
    expect(await page.locator('.send').isDisabled()).toBe(true);
    expect(pages.backend.state.conversations).toEqual([]);
    await picture(page, 'widget-files-uploading');
    await page.getByRole('button', { name: 'Remove glaze.png' }).click();
    await page.locator('.tray li').waitFor({ state: 'detached' });
    release();
    await page.locator('.send').click();
    await widget.sees('not yet');
    expect(pages.backend.state.conversations[0]?.messages[0]?.attachments).toEqual([]);
  });

  test('an upload that fails can be tried again, and what cannot be sent says why', async () => {
    const widget = await visit({ locale: 'de-DE' });
    const { page } = widget;
    await page.route('**/upload/*', (route) => route.abort(), { times: 1 });
    await page.setInputFiles('.composer input[type=file]', png);
    await page.locator('.tray .failed').waitFor();
    await give(page, '.composer textarea', 'paste', 'setup.exe');
    await give(page, '.composer textarea', 'paste', 'film.mp4', 20 * 1024 * 1024 + 1);
    await page.getByText('Dateien dieser Art können nicht gesendet werden.').waitFor();
    await page.getByText('Zu groß: höchstens 20 MB.').waitFor();
    await picture(page, 'widget-files-refused');
    await page.getByRole('button', { name: 'Erneut versuchen' }).click();
    await page.locator('.tray .uploaded').waitFor();
    await page.setInputFiles(
      '.composer input[type=file]',
      Array.from({ length: 8 }, (_, at) => ({ ...png, name: `${at}.png` })),
    );
    await page.getByText('Höchstens 10 Dateien je Nachricht.').waitFor();
    expect(await page.locator('.tray li').count()).toBe(10);
  });

  test('where the page’s policy forbids pictures, they are links', async () => {
    const { url } = pages.backend;
    const html = `<!doctype html><title>x</title><body><script src="/widget/loader.js"></script><script src="/boot.js"></script>`;
    const policy = "default-src 'none'; script-src 'self'; connect-src 'self' ws:; require-trusted-types-for 'script'";
    pages.backend.pages.set('/strict', { html, policy });
    const visitor = await person(pages.browser);
    await visitor.page.route('**/boot.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: `ContinuousChat('boot', {})` }),
    );
    await visitor.page.goto(`${url}/strict`);
    const widget = new Widget(visitor.page);
    await widget.open();
    await visitor.page.setInputFiles('.composer input[type=file]', png);
    await visitor.page.locator('.tray .uploaded').waitFor();
    await widget.write('Here');
    // Until the back end has the message, its file has no address.
    await visitor.page.locator('.own a.file[href*="/files/"]', { hasText: 'glaze.png' }).waitFor();
  });

  test('an address that may have run out is fetched anew before the file is opened', async () => {
    const widget = await visit();
    const { page } = widget;
    await page.clock.install();
    const unanswered = unansweredOf(page);
    await widget.write('Hello');
    await widget.sees('Hello');
    const { state } = pages.backend;
    const conversation = state.conversations[0]!;
    const file = { id: 'a', filename: 'offer.pdf', contentType: 'application/pdf', size: 1_200, url: '/files/old' };
    state.append(conversation, { author: { kind: 'agent', name: 'Grace' }, text: 'The offer', attachments: [file] });
    const link = page.locator('a.file', { hasText: 'offer.pdf' });
    await link.waitFor();
    conversation.messages[1] = { ...conversation.messages[1]!, attachments: [{ ...file, url: '/files/new' }] };
    const asked: string[] = [];
    await page.route('**/files/*', (route) => {
      asked.push(new URL(route.request().url()).pathname);
      return route.fulfill({ headers: { 'content-disposition': 'attachment' }, body: 'x' });
    });
    // An answer from before would come in as if it were fresh.
    await allAnswered(unanswered);
    await page.clock.fastForward('51:00');
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(new URL(download.url()).pathname).toBe('/files/new');
    expect(await link.getAttribute('href')).toBe('/files/new');
  });

  test('a file that could do harm says so and is never a picture', async () => {
    const widget = await visit();
    await widget.write('Hello');
    await widget.sees('Hello');
    const { state } = pages.backend;
    state.append(state.conversations[0]!, {
      author: { kind: 'agent', name: 'Grace' },
      text: '',
      attachments: [
        { id: 'a', filename: 'x.png', contentType: 'image/png', size: 3, url: '/files/x', dangerous: true },
      ],
    });
    await widget.page.getByText('this file could do harm').waitFor();
    expect(await widget.page.locator('.theirs img').count()).toBe(0);
  });
});
