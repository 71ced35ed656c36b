import type { Browser, Locator, Page } from 'playwright-core';
import { agentOf } from '../system/agent.ts';
import type { Agent } from '../system/agent.ts';
import { startSystem } from '../system/running-system.ts';
import type { RunningSystem } from '../system/running-system.ts';
import type { ShownMessage, Visitor } from '../system/visitor.ts';
import { visitorOf } from '../system/visitor.ts';
import { describeInBrowser, launchBrowser, person } from './browser.ts';
import type { Person } from './browser.ts';
import { eventually } from './eventually.ts';

describeInBrowser('the mailbox', () => {
  let system: RunningSystem;
  let browser: Browser;
  let reader: Person;
  let page: Page;
  let ada: Agent;
  let visitor: Visitor;

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), launchBrowser()]);
    ada = await agentOf(system);
    // An emulated colour scheme would hold in the e-mail's frame as well.
    reader = await person(browser, { colorScheme: null });
    page = reader.page;
    visitor = await visitorOf(system, { email: 'vera@example.com' });
    await ada.answers(visitor.conversation, 'Yes, we have it in blue.');
    await page.goto(`${system.url}/mailbox`);
  });

  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  const card = (to: string): Locator => page.locator('.mail-card', { hasText: to });
  const send = async (text: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Your reply' }).fill(text);
    await page.getByRole('button', { name: 'Send reply' }).click();
    await page.getByText('Sent.').waitFor();
  };
  const arrives = async (is: (message: ShownMessage) => boolean): Promise<ShownMessage> => {
    let messages: readonly ShownMessage[] = [];
    await eventually(
      async () => (messages = await ada.messages(visitor.conversation)),
      (now) => now.some(is),
    );
    return messages.find(is)!;
  };

  test('shows the timer that is set, and the e-mail when the time has passed', async () => {
    await page.getByText('No e-mails yet').waitFor();
    await page.getByRole('button', { name: /timers?$/ }).click();
    await page.getByRole('dialog').locator('code', { hasText: /^u-/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '10 minutes' }).click();
    await card('vera@example.com').click();
    await page.frameLocator('.html-frame').getByText('Yes, we have it in blue.', { exact: true }).waitFor();
    await page.getByText(/of HTML; Gmail cuts at/).waitFor();
  });

  test('scrolls what is shown, never the page itself into emptiness', async () => {
    const beyond = await page.evaluate<number>('document.documentElement.scrollHeight - innerHeight');
    expect(beyond).toBe(0);
  });

  test('shows the e-mail narrow and dark, and does not run what is in it', async () => {
    const frame = page.locator('.html-frame');
    expect(await frame.getAttribute('sandbox')).not.toContain('allow-scripts');
    expect(await frame.getAttribute('sandbox')).not.toContain('allow-same-origin');
    const background = (): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector('.html-frame')).colorScheme`);
    expect(await background()).toBe('light');
    await page.getByLabel('Dark').check();
    expect(await background()).toBe('dark');
    await page.getByLabel('As on a phone').check();
    await eventually(
      async () => (await frame.boundingBox())?.width,
      (width) => width === 375,
    );
  });

  test('shows the whole e-mail, down to its last link, at any width', async () => {
    const last = page.frameLocator('.html-frame').getByText('No more e-mails about this conversation');
    const shown = await (await page.locator('.html-frame').elementHandle()).contentFrame();
    const hidden = async (): Promise<unknown> =>
      shown?.evaluate('document.documentElement.scrollHeight - document.documentElement.clientHeight');
    await last.waitFor();
    await eventually(hidden, (now) => now === 0);
    const narrow = (await page.locator('.html-frame').boundingBox())?.height ?? 0;
    await page.getByLabel('As on a phone').uncheck();
    await eventually(
      async () => (await page.locator('.html-frame').boundingBox())?.height ?? narrow,
      (wide) => wide < narrow,
    );
    await eventually(hidden, (now) => now === 0);
    await page.getByLabel('As on a phone').check();
    // What tells the height can run nothing, and nobody can reach it.
    expect(await page.locator('.html-measure').getAttribute('sandbox')).toBe('allow-same-origin');
    expect(await page.locator('.html-measure').isVisible()).toBe(false);
  });

  test('shows its text, its headers and its source', async () => {
    await page.getByRole('button', { name: 'Text', exact: true }).click();
    await page.locator('.raw', { hasText: 'Yes, we have it in blue.' }).waitFor();
    await page.getByRole('button', { name: 'Headers' }).click();
    await page.locator('.headers', { hasText: 'list-unsubscribe-post' }).waitFor();
    await page.getByRole('button', { name: 'Source' }).click();
    await page.locator('.raw', { hasText: 'Content-Type: multipart/alternative' }).waitFor();
    await page.getByRole('button', { name: 'E-mail', exact: true }).click();
    // It is looked at as before.
    expect(await page.getByLabel('Dark').isChecked()).toBe(true);
    expect(await page.getByLabel('As on a phone').isChecked()).toBe(true);
  });

  test('leads into the conversation, as the visitor and as an agent', async () => {
    const link = await page.getByRole('link', { name: 'Open as the visitor' }).getAttribute('href');
    expect(link).toContain('#cc=');
    const workspace = await page.getByRole('link', { name: 'Open as an agent' }).getAttribute('href');
    expect(workspace).toBe(`/agent#/conversations/${visitor.conversation}`);
  });

  test.each([
    ['gmail', 'Gmail'],
    ['outlook', 'Outlook'],
    ['apple', 'Apple Mail'],
  ])('replies as %s would quote it, and only what is new arrives', async (client, name) => {
    await page.getByLabel('Written with').selectOption({ label: name });
    await send(`I take it, says ${client}.`);
    const message = await arrives(({ text }) => text.includes(`says ${client}`));
    expect(message).toMatchObject({
      text: `I take it, says ${client}.`,
      channel: 'email',
      author: { kind: 'visitor' },
    });
  });

  test('replies with a file, which can be left out before', async () => {
    const file = (filename: string) => ({ name: filename, mimeType: 'text/plain', buffer: Buffer.from('blue') });
    await page.locator('input[type=file]').setInputFiles([file('order.txt'), file('secret.txt')]);
    await page.getByRole('button', { name: 'Leave out secret.txt' }).click();
    await send('My order is in the file.');
    const message = await arrives(({ text }) => text.includes('My order'));
    const { attachments } = message as unknown as { attachments: readonly { filename: string }[] };
    expect(attachments.map(({ filename }) => filename)).toEqual(['order.txt']);
  });

  test('replies as somebody else, whom agents see under their own address', async () => {
    await page.getByLabel('Who writes').selectOption({ label: 'Somebody else' });
    await page.getByLabel('Address').fill('karin@example.org');
    await send('I am her sister.');
    const message = await arrives(({ text }) => text.includes('her sister'));
    expect(message.author).toMatchObject({ kind: 'other', email: 'karin@example.org' });
    expect((await visitor.messages()).some(({ text }) => text.includes('her sister'))).toBe(false);
  });

  test('replies as a forger, whose mail is kept aside', async () => {
    await page.getByLabel('Who writes').selectOption({ label: 'A forger' });
    await send('Send it to my other address.');
    await eventually(
      async () => JSON.stringify((await ada.call('GET', '/v1/agent/mail?state=quarantined')).body),
      (kept) => kept.includes('vera@example.com'),
    );
    expect(JSON.stringify(await ada.messages(visitor.conversation))).not.toContain('my other address');
    await page.getByLabel('Who writes').selectOption({ label: 'The visitor' });
  });

  test('replies as a machine, which becomes a note and nothing else', async () => {
    await page.getByLabel('Kind').selectOption({ label: 'An out-of-office notice' });
    await send('I am away until Monday.');
    const message = await arrives(({ text }) => text.includes('away until Monday'));
    expect(message).toMatchObject({ kind: 'auto-reply' });
  });

  test('names a new e-mail until it is opened', async () => {
    await ada.answers(visitor.conversation, 'It is packed.', { notify: 'now' });
    await page.getByRole('button', { name: '1 minute', exact: true }).click();
    await page.getByText('New e-mail to vera@example.com').click();
    await page.frameLocator('.html-frame').getByText('It is packed.', { exact: true }).waitFor();
    expect(await page.locator('.happened').textContent()).toBe('');
  });

  test('has SES report a bounce, and the agent sees it', async () => {
    await ada.answers(visitor.conversation, 'It has left the house.', { notify: 'now' });
    await page.getByRole('button', { name: '1 minute', exact: true }).click();
    await page.getByText('New e-mail to vera@example.com').click();
    await page.frameLocator('.html-frame').getByText('It has left the house.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'It bounced' }).click();
    await page.getByText('Reported.').waitFor();
    const message = await arrives(({ notification }) => notification?.state === 'bounced');
    expect(message.text).toBe('It has left the house.');
  });

  test('knows what time it is for the system, when others let it pass as well', async () => {
    const now = await system.clock(3 * 86_400);
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/Berlin' }).format(
      new Date(now),
    );
    await page.getByText(`System time: ${day}`).waitFor();
  });

  test('has nothing that was given up, and complains of nothing', async () => {
    await page.getByRole('button', { name: '0 dead letters' }).click();
    await page.getByRole('dialog').getByText('None.').waitFor();
    expect(reader.complaints).toEqual([]);
  });
});
