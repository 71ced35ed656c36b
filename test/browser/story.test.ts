import type { Browser } from 'playwright-core';
import { startSystem } from '../system/running-system.ts';
import type { RunningSystem } from '../system/running-system.ts';
import { describeInBrowser, launchBrowser, person, picture } from './browser.ts';
import type { Person } from './browser.ts';
import { viewed } from './drawn.ts';
import { eventually } from './eventually.ts';
import { Widget } from './widget.ts';
import { Workspace } from './workspace.ts';

describeInBrowser('a visitor, an agent and ten minutes', () => {
  let system: RunningSystem;
  let browser: Browser;
  let visitor: Person;
  let agent: Person;
  let workspace: Workspace;

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), launchBrowser()]);
    visitor = await person(browser);
    agent = await person(browser);
    workspace = new Workspace(agent.page);
  });

  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  test('the answer reaches who has left, the reply comes back, and the link leads on', async () => {
    const { url } = system;
    await workspace.signIn(url, 'Ada');

    const shop = visitor.page;
    const widget = new Widget(shop);
    await shop.goto(url);
    await widget.open();
    await picture(shop, 'story-01-widget-open');
    await widget.write('Hello, is the mug dishwasher safe?');
    await workspace.card('is the mug dishwasher safe').waitFor();
    await eventually(
      () => agent.page.title(),
      (title) => title.startsWith('(1) '),
    );
    await picture(agent.page, 'story-02-in-the-queue');

    await shop.locator('.email-form').waitFor();
    await picture(shop, 'story-03-asked-for-the-address');
    await widget.giveEmail('jürgen@example.com');
    expect(await shop.locator('.email-form .problem:not(:empty)').textContent()).toContain('“ü”');
    await picture(shop, 'story-04-address-refused');
    await widget.giveEmail('visitor@example.com');
    await widget.sees('we will send the answer to visitor@example.com');
    await shop.locator('.email-known', { hasText: 'visitor@example.com' }).waitFor();
    await picture(shop, 'story-05-address-confirmed');

    await workspace.choose('visitor@example.com');
    await shop.close();
    await workspace.answer('Yes, all our glazes are dishwasher safe.');
    expect(await workspace.chip('all our glazes', /Unread/)).toMatch(/e-mail: (tomorrow )?\d/);
    expect(await agent.page.locator('.pending').textContent()).toMatch(/E-mail: .+1.message.*in \d+:\d\d/);
    await picture(agent.page, 'story-06-answered');

    const mailbox = await visitor.tab();
    await mailbox.goto(`${url}/mailbox`);
    await mailbox.getByRole('button', { name: '10 minutes' }).click();
    await mailbox.locator('.mail-card', { hasText: 'visitor@example.com' }).click();
    const frame = mailbox.frameLocator('.html-frame');
    await frame.getByText('Yes, all our glazes are dishwasher safe.', { exact: true }).waitFor();
    await picture(mailbox, 'story-07-mailbox');
    await workspace.chip('all our glazes', /by e-mail/);
    await picture(agent.page, 'story-08-sent-by-email');

    await mailbox.getByRole('textbox', { name: 'Your reply' }).fill('Great, I will take six.');
    await mailbox.getByRole('button', { name: 'Send reply' }).click();
    await mailbox.getByText('Sent.').waitFor();
    await workspace.message('Great, I will take six.').waitFor();
    expect(await workspace.message('Great, I will take six.').textContent()).toContain('by e-mail');
    await picture(agent.page, 'story-09-reply-by-email');

    const again = new Widget(await visitor.tab());
    await again.page.goto(url);
    await again.open();
    await again.sees('Great, I will take six.');
    expect(await again.message('Great, I will take six.').textContent()).toContain('by e-mail');
    expect(await again.message('is the mug dishwasher safe').textContent()).toContain('by messaging');
    await picture(again.page, 'story-10-reply-in-the-widget');

    const link = (await mailbox.getByRole('link', { name: 'Open as the visitor' }).getAttribute('href')) ?? '';
    const phone = await person(browser, {
      locale: 'de-DE',
      viewport: { width: 390, height: 780 },
      colorScheme: 'dark',
    });
    const onPhone = new Widget(phone.page);
    await phone.page.goto(link);
    await onPhone.sees('Great, I will take six.');
    expect(phone.page.url()).not.toContain('cc=');
    expect(await onPhone.message('Great, I will take six.').textContent()).toContain('per E-Mail');
    await onPhone.write('Und bitte als Geschenk verpackt.');
    await workspace.message('als Geschenk verpackt').waitFor();
    await picture(phone.page, 'story-11-on-another-device');
    await picture(agent.page, 'story-12-one-conversation');

    expect([visitor.complaints, agent.complaints, phone.complaints].flat()).toEqual([]);
  });

  test('a message that is read in time is not e-mailed', async () => {
    const reader = await person(browser);
    const widget = new Widget(reader.page);
    await reader.page.goto(system.url);
    await widget.open();
    await widget.write('Do you ship to Norway?');
    await reader.page.locator('.email-form').waitFor();
    await widget.giveEmail('reader@example.com');
    await widget.sees('we will send the answer to reader@example.com');
    await workspace.page.goto(`${system.url}/agent#/`);
    await workspace.choose('reader@example.com');
    await workspace.answer('We do.');
    await widget.sees('We do.');
    await workspace.chip('We do.', /Read/);
    await system.clock(1_200);
    expect(await system.mailbox('reader@example.com')).toEqual([]);
  });

  test('an open page that nobody looks at has read nothing', async () => {
    const absent = await person(browser);
    await absent.page.clock.install();
    const widget = new Widget(absent.page);
    await absent.page.goto(system.url);
    await widget.open();
    await widget.write('Is the teapot still to be had?');
    await absent.page.locator('.email-form').waitFor();
    await widget.giveEmail('absent@example.com');
    await widget.sees('we will send the answer to absent@example.com');
    // A headless page believes it is focused for ever, unless told not to: then another tab takes the focus away.
    const session = await absent.page.context().newCDPSession(absent.page);
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    await absent.tab();
    expect(await absent.page.evaluate('document.hasFocus()')).toBe(false);

    await workspace.page.goto(`${system.url}/agent#/`);
    await workspace.choose('absent@example.com');
    await workspace.answer('The last one is yours.');
    await widget.sees('The last one is yours.');
    await viewed(absent.page);
    await absent.page.clock.runFor(10_000);
    await workspace.chip('The last one is yours.', /Unread/);
    await system.clock(1_200);
    await workspace.chip('The last one is yours.', /by e-mail/);
    expect(await system.mailbox('absent@example.com')).toHaveLength(1);
  });
});
