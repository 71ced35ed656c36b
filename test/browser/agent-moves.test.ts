import type { Page } from 'playwright-core';
import { adaAt, openConversation } from './agent-page.ts';
import { describeInBrowser, picture } from './browser.ts';
import { drawn, viewed } from './drawn.ts';
import { eventually } from './eventually.ts';
import type { FakeConversation } from './fake-state.ts';
import { layoutFaults } from './layout-faults.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { showAgentsWork } from './show-agent.ts';
import { allAnswered, unansweredOf } from './unanswered.ts';

const ada = { kind: 'agent', id: 'ada', name: 'Ada Lindqvist' };

describeInBrowser('an agent', () => {
  const pages = pagesUnderTest();
  let talk: FakeConversation;

  beforeEach(() => {
    const { state } = pages.backend;
    state.conversations = [];
    talk = showAgentsWork(state);
  });

  const focused = (page: Page): Promise<string> => page.evaluate(`document.activeElement.textContent`);

  function sent(): readonly string[] {
    return talk.messages.filter(({ author }) => author.kind === 'agent').map(({ text }) => String(text));
  }

  test('goes from the search to what it found, and out of it with Escape', async () => {
    const { page } = await adaAt(pages);
    const field = page.getByRole('searchbox', { name: 'Search by name or e-mail address' });
    await field.fill('amelie.d');
    await field.press('ArrowDown');
    await eventually(
      () => focused(page),
      (text) => text.includes('Amélie Dupont'),
    );
    await field.fill('nora');
    await field.press('Enter');
    await page.waitForSelector('.conversation .message');
    expect(page.url()).toContain('/conversations/files');
    await field.focus();
    await page.keyboard.press('Escape');
    expect(await field.inputValue()).toBe('');
    await page.locator('.card').nth(4).waitFor();
    expect(page.url()).toContain('/conversations/files');
  });

  test('stands in the conversation that they have stepped to', async () => {
    const { page } = await adaAt(pages);
    await page.waitForSelector('.card');
    await page.keyboard.press('j');
    await eventually(
      () => focused(page),
      (text) => text === 'Priya',
    );
    await page.keyboard.press('j');
    await eventually(
      () => focused(page),
      (text) => text === 'علي حسن',
    );
  });

  test('sees the newest message while they write a text of many lines', async () => {
    for (let at = 1; at <= 30; at += 1) pages.backend.state.append(talk, { author: ada, text: `Answer ${at}` });
    const { page } = await adaAt(pages);
    await openConversation(page, pages, talk.id);
    const fromEnd = `(() => {
      const log = document.querySelector('.log');
      return log.scrollHeight - log.scrollTop - log.clientHeight;
    })()`;
    const isAtEnd = (): Promise<void> =>
      eventually(
        () => page.evaluate(fromEnd),
        (pixels) => Number(pixels) < 2,
      );
    await isAtEnd();
    const field = page.locator('.composer textarea');
    for (let lines = 1; lines <= 12; lines += 1) {
      await field.press('Enter');
      await viewed(page);
      await isAtEnd();
    }
  });

  test('can undo solving for a while, whichever way they solved', async () => {
    const { page } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    await page.locator('#conversation').press('e');
    const toast = page.locator('.toast', { hasText: 'Solved' });
    await toast.waitFor();
    await page.locator('.card', { hasText: 'Nora Feld' }).waitFor({ state: 'detached' });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.card', { hasText: 'Nora Feld' }).waitFor();
    expect(talk.status).toBe('open');
    await page.getByLabel('Status').last().selectOption('solved');
    await toast.waitFor();
  });

  test('answers and is done with it in one go, by mouse or keys', async () => {
    const { page } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    const field = page.locator('.composer textarea');
    await field.fill('We wait for the receipt.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement.title`)).toBe('More ways to send');
    await page.keyboard.press('Enter');
    await picture(page, 'workspace-send-menu');
    await page.keyboard.press('Escape');
    expect(page.url()).toContain('/conversations/files');
    expect(await page.getByRole('button', { name: 'Send and solve' }).isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await eventually(
      () => talk.status,
      (status) => status === 'pending',
    );
    expect(sent().at(-1)).toBe('We wait for the receipt.');
    expect(await page.getByRole('button', { name: 'Send and solve' }).isVisible()).toBe(false);
    await field.fill('It is replaced.');
    await page.getByTitle('More ways to send').click();
    await page.getByRole('button', { name: 'Send and solve' }).click();
    await eventually(
      () => talk.status,
      (status) => status === 'solved',
    );
    await page.locator('.toast', { hasText: 'Solved' }).waitFor();
    await field.fill('One more thing.');
    await field.press('Control+Enter');
    await eventually(
      () => sent().at(-1),
      (text) => text === 'One more thing.',
    );
    expect(talk.status).toBe('solved');
  });

  test('takes over what nobody had by answering it, not by noting something', async () => {
    talk.assignee = null;
    const { page, workspace } = await adaAt(pages);
    const unanswered = unansweredOf(page);
    await openConversation(page, pages, 'files');
    const field = page.locator('.composer textarea');
    await page.getByRole('button', { name: 'Note', exact: true }).click();
    await field.fill('Ask Grace');
    await field.press('Control+Enter');
    await page.locator('.message.note', { hasText: 'Ask Grace' }).waitFor();
    expect(talk.assignee).toBeNull();
    await field.fill('We send a new one.');
    await field.press('Control+Enter');
    await eventually(
      () => talk.assignee,
      (id) => id === 'ada',
    );
    await eventually(
      () => page.getByLabel('Assigned to').inputValue(),
      (id) => id === 'ada',
    );
    await page.getByLabel('Assigned to').selectOption('');
    await eventually(
      () => talk.assignee,
      (id) => id === null,
    );
    await field.fill('By post.');
    await field.press('Control+Enter');
    await workspace.message('By post.').waitFor();
    await allAnswered(unanswered);
    expect(talk.assignee).toBeNull();
  });

  test('is told who else wrote: of the visitor’s own address only that it is not proven', async () => {
    const { state } = pages.backend;
    const other = (email: string): object => ({ author: { kind: 'other', email }, channel: 'email' });
    state.append(talk, { ...other('Nora@example.com'), text: 'Send it elsewhere.' } as never);
    state.append(talk, { ...other('karl@example.com'), text: 'I help her.' } as never);
    const { page, workspace } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    const [forged, helper] = [workspace.message('Send it elsewhere.'), workspace.message('I help her.')];
    await forged.getByText('nothing proves that they wrote it').waitFor();
    expect(await forged.locator('.chip').textContent()).toBe('Sender not proven');
    expect(await helper.locator('.chip').textContent()).toBe('Somebody else');
    expect(await helper.getByText('karl@example.com').count()).toBe(1);
    await picture(page, 'workspace-others');
  });

  test('is told that an e-mail had more than is shown', async () => {
    const said = { author: { kind: 'visitor' }, channel: 'email' } as const;
    pages.backend.state.append(talk, { ...said, text: 'All of it.' });
    pages.backend.state.append(talk, { ...said, text: 'Part of it.', leftOut: ['attachments'] });
    const { page, workspace } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    await workspace.message('Part of it.').getByText('had more text or files').waitFor();
    expect(await workspace.message('All of it.').getByText('had more text or files').count()).toBe(0);
  });

  test('is told what taking back does not undo, and cannot take back what is closed', async () => {
    const { state } = pages.backend;
    state.append(talk, { author: ada, text: 'E-mailed.', notification: { state: 'delivered', episode: 1 } });
    state.append(talk, { author: ada, text: 'Not yet.', notification: { state: 'unread' } });
    const { page, workspace } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    for (const [text, words] of [
      ['E-mailed.', 'The e-mail stays with the visitor.'],
      ['Not yet.', 'is not e-mailed any more.'],
    ] as const) {
      await workspace.message(text).hover();
      await workspace.message(text).getByRole('button', { name: 'Take back' }).click();
      await page.locator('dialog').getByText(words).waitFor();
      await page.keyboard.press('Escape');
    }
    state.update(talk, { status: 'closed', continuedBy: 'c1' });
    await page.getByText('This conversation is closed: your reply goes into the later one.').waitFor();
    expect(await page.getByRole('button', { name: 'Take back' }).count()).toBe(0);
    expect(await page.getByTitle('More ways to send').count()).toBe(0);
  });

  test('is warned before they send a program', async () => {
    const { page } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('x') });
    await page.locator('input[type=file]').setInputFiles([file('notes.txt')]);
    await page.locator('.draft-file.ready').waitFor();
    expect(await page.locator('.draft-files .file-warning').count()).toBe(0);
    await page.locator('input[type=file]').setInputFiles([file('setup.exe')]);
    await page.locator('.draft-files .file-warning').waitFor();
  });

  test('finds the visitor’s other conversations beside this one', async () => {
    const { state } = pages.backend;
    const earlier = state.begin({ id: 'earlier', status: 'closed', visitor: talk.visitor });
    state.append(earlier, { author: { kind: 'visitor' }, text: 'Is the teapot in stock?' });
    state.begin({ id: 'namesake', visitor: { ...talk.visitor, id: 'somebody-else' } });
    const { page } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    const link = page.locator('.visitor').getByRole('link');
    await link.waitFor();
    expect(await link.allTextContents()).toEqual(['Is the teapot in stock?']);
    await picture(page, 'workspace-other-conversations');
    await link.click();
    await page.locator('#conversation', { hasText: 'Nora Feld' }).waitFor();
    expect(page.url()).toContain('/conversations/earlier');
  });

  test('sees that a visitor who reads in the chat is there, and that one who replied by e-mail need not be', async () => {
    const { state } = pages.backend;
    const { seq: first } = state.append(talk, { author: ada, text: 'By post.', notification: { state: 'unread' } });
    const { page, workspace } = await adaAt(pages);
    await openConversation(page, pages, 'files');
    await page.locator('.presence', { hasText: 'last here' }).waitFor();
    state.append(talk, { author: ada, text: 'E-mailed.', notification: { state: 'delivered', episode: 1 } });
    await workspace.message('E-mailed.').waitFor();
    state.read(talk, 'visitor', first + 1);
    await workspace.chip('E-mailed.', /was e-mailed$/u);
    expect(await page.locator('.here').count()).toBe(0);
    state.append(talk, { author: ada, text: 'Tomorrow.', notification: { state: 'unread' } });
    await workspace.message('Tomorrow.').waitFor();
    state.read(talk, 'visitor', first + 2);
    await page.locator('.presence.here').waitFor();
  });

  test('finds kept mail as it is when they look, not as it was', async () => {
    const { state } = pages.backend;
    const kept = state.keptMail;
    state.keptMail = [];
    const { page } = await adaAt(pages);
    await page.waitForSelector('.card');
    state.keptMail = kept;
    await page.locator('.to-mail').click();
    await page.locator('.mail-rows .card').first().waitFor();
    state.keptMail = kept.slice(0, 3);
    await page.locator('.to-queue').click();
    await page.evaluate(`dispatchEvent(new Event('focus'))`);
    await eventually(
      () => page.locator('.to-mail .tab-count').textContent(),
      (count) => count === '3',
    );
  });

  const looks = [
    ['1280', { viewport: { width: 1280, height: 800 } }],
    ['german-1280-dark', { locale: 'de-DE', colorScheme: 'dark' }],
    ['german-768', { locale: 'de-DE', viewport: { width: 768, height: 900 } }],
    ['german-320', { locale: 'de-DE', viewport: { width: 320, height: 640 } }],
  ] as const;

  test.each(looks)('sees everything about a visitor with a long address only, %s', async (look, options) => {
    const { state } = pages.backend;
    const email = 'bartholomaeus.maximilian.von.hohenfels@sehr-lange-domain.example';
    talk.visitor = { id: 'long', email, emailState: 'typed', createdAt: state.iso(-100_000), locale: 'de' };
    state.update(talk, { pendingNotification: { state: 'unread', dueAt: state.iso(433), firstSeq: 1 } });
    const { page } = await adaAt(pages, options);
    await openConversation(page, pages, 'files');
    await drawn(page);
    await picture(page, `workspace-long-address-${look}`);
    expect(await layoutFaults(page)).toEqual([]);
    expect(await page.locator('#conversation').innerText()).toBe(email);
    const details = page.locator('.details');
    if (!(await details.isVisible())) return;
    const { y = 0 } = (await page.locator('.log').boundingBox()) ?? {};
    await details.click();
    await page.locator('dialog', { hasText: email }).waitFor();
    await picture(page, `workspace-details-${look}`);
    expect(await layoutFaults(page)).toEqual([]);
    expect((await page.locator('.log').boundingBox())?.y).toBe(y);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.className')).toContain('details');
  });
});
