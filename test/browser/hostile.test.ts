import type { Page } from 'playwright-core';
import { describeInBrowser, person, picture } from './browser.ts';
import { drawn } from './drawn.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { Widget } from './widget.ts';
import { Workspace } from './workspace.ts';

const hostile = [
  '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>',
  'javascript:window.pwned=1 [x](javascript:window.pwned=1) https://example.com/"onmouseover="window.pwned=1',
  'x'.repeat(10_000),
  '\u202Etxet desrever\u202C \u2066isolated\u2069 \u200Bzero\u200Bwidth',
  '👩‍👩‍👧‍👦'.repeat(200),
  'ﷺ'.repeat(300),
  'a\n'.repeat(60),
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘',
];

const name = '<b onclick="window.pwned=1">\u202EŃame</b>' + 'W'.repeat(200);

describeInBrowser('hostile words', () => {
  const pages = pagesUnderTest();

  beforeAll(() => {
    const { state } = pages.backend;
    const conversation = state.begin({
      visitor: { id: 'v1', name, email: `${'e'.repeat(60)}@${'d'.repeat(60)}.example`, locale: '"><script>' },
    });
    for (const text of hostile) {
      state.append(conversation, { author: { kind: 'visitor', name }, text, quoted: text });
      state.append(conversation, {
        author: { kind: 'agent', name },
        text,
        attachments: [
          {
            id: 'a',
            filename: `invoice\u202Efdp.exe${'y'.repeat(300)}`,
            contentType: 'x',
            size: 1,
            url: 'javascript:window.pwned=1',
          },
        ],
        notification: { state: 'failed', reason: text },
      });
      state.append(conversation, { author: { kind: 'other', name, email: name }, channel: 'email', text });
    }
    conversation.emails = [{ episode: 1, to: name, subject: name, sentAt: state.iso(0), state: 'sent', messages: [2] }];
  });

  /** Nothing of it ran, and nothing stands out of the window to the side. */
  async function expectUnharmed(page: Page, scope: string): Promise<void> {
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    const tooWide = await page.evaluate(`
      (() => {
        const roots = [document, ...[...document.querySelectorAll('*')].flatMap((one) => one.shadowRoot ?? [])];
        const isClipped = (one, box) => {
          for (let at = one.parentElement; at !== null && at !== box; at = at.parentElement)
            if (getComputedStyle(at).overflowX !== 'visible') return true;
          return false;
        };
        return roots.flatMap((root) => [...root.querySelectorAll(${JSON.stringify(scope)})]).flatMap((box) => {
          const frame = box.getBoundingClientRect();
          return [...box.querySelectorAll('*')]
            .filter((one) => {
              const { left, right, width } = one.getBoundingClientRect();
              return width > 1 && (left < frame.left - 1 || right > frame.right + 1) && !isClipped(one, box);
            })
            .map((one) => one.tagName + '.' + one.className);
        });
      })()
    `);
    const scrolling = await page.evaluate(`
      (() => {
        const roots = [document, ...[...document.querySelectorAll('*')].flatMap((one) => one.shadowRoot ?? [])];
        return roots
          .flatMap((root) => [...root.querySelectorAll('.log, .rows, .shown, .visitor, .mails, html')])
          .filter((one) => one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.tagName + '.' + one.className);
      })()
    `);
    expect(scrolling).toEqual([]);
    expect(tooWide).toEqual([]);
    const hrefs = await page.evaluate(`
      (() => {
        const roots = [document, ...[...document.querySelectorAll('*')].flatMap((one) => one.shadowRoot ?? [])];
        return roots.flatMap((root) => [...root.querySelectorAll('a[href]')].map((a) => a.protocol));
      })()
    `);
    expect((hrefs as string[]).filter((protocol) => !['http:', 'https:'].includes(protocol))).toEqual([]);
  }

  test.each([320, 1280])('neither run nor break the widget at %i px', async (width) => {
    const visitor = await person(pages.browser, { viewport: { width, height: 700 } });
    await visitor.page.addInitScript(
      `localStorage.setItem('continuous-chat:session', JSON.stringify({ token: 't', expiresAt: '2099-01-01T00:00:00Z', visitor: { id: 'v1' } }))`,
    );
    await visitor.page.goto(pages.backend.url);
    const widget = new Widget(visitor.page);
    await widget.open();
    await widget.page.waitForSelector('.log .message');
    await expectUnharmed(visitor.page, '.panel');
    await picture(visitor.page, `hostile-widget-${width}`);
    expect(visitor.complaints).toEqual([]);
  });

  test.each([320, 1280])('neither run nor break the workspace at %i px', async (width) => {
    const agent = await person(pages.browser, { viewport: { width, height: 700 } });
    const workspace = new Workspace(agent.page);
    await workspace.signIn(pages.backend.url, 'Ada');
    await expectUnharmed(agent.page, '.queue');
    await agent.page.goto(`${pages.backend.url}/agent#/conversations/c1`);
    await agent.page.waitForSelector('.conversation .message');
    await expectUnharmed(agent.page, '.conversation');
    await picture(agent.page, `hostile-workspace-${width}`);
    expect(agent.complaints).toEqual([]);
  });

  test('neither run nor break the mailbox', async () => {
    const { state } = pages.backend;
    const html = `<html><head></head><body>${hostile.join('<hr>')}<script>parent.pwned=1</script><form action="/"><input></form></body></html>`;
    state.mailbox = [
      {
        id: 'm1',
        from: name,
        to: `${'t'.repeat(300)}@example.com`,
        replyTo: '',
        subject: `${name}${hostile[0]}`,
        sentAt: state.iso(0),
        headers: { 'x-hostile': hostile[2] },
        text: hostile.join('\n'),
        html,
        size: html.length,
      },
    ];
    const reader = await person(pages.browser);
    await reader.page.goto(`${pages.backend.url}/mailbox#m1`);
    await reader.page.waitForSelector('.html-frame');
    await drawn(reader.page);
    await expectUnharmed(reader.page, '.mailbox');
    await picture(reader.page, 'hostile-mailbox');
  });
});
