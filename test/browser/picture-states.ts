import type { BrowserContextOptions, Page } from 'playwright-core';
import { sampleEmail } from '../../functions/api/admin/sample-email.ts';
import type { Instant } from '../../functions/domain/instant.ts';
import type { Settings } from '../../functions/domain/settings/settings.ts';
import type { FakeState, Json } from './fake-state.ts';
import { Widget } from './widget.ts';
import { Workspace } from './workspace.ts';

/** A page in a state worth a picture. */
export interface PictureState {
  readonly name: string;
  readonly options: BrowserContextOptions;
  /** Before the page opens. */
  readonly arrange?: (state: FakeState) => void;
  readonly show: (page: Page, url: string) => Promise<void>;
}

/** A Sunday evening that all pictures show. */
export const pictureTime = Date.parse('2026-11-22T17:30:00.000Z');

const german: BrowserContextOptions = { locale: 'de-DE' };
const dark: BrowserContextOptions = { colorScheme: 'dark' };
const phone: BrowserContextOptions = { viewport: { width: 320, height: 640 } };
const tablet: BrowserContextOptions = { viewport: { width: 768, height: 600 } };
const desk: BrowserContextOptions = { viewport: { width: 1280, height: 560 } };

const session = `localStorage.setItem('continuous-chat:session', JSON.stringify({ token: 't', expiresAt: '2099-01-01T00:00:00Z', visitor: { id: 'v1' } }))`;

/** Shows a conversation until what is new in it has been read. */
async function untilRead(page: Page, show: () => Promise<void>): Promise<void> {
  const told = page.waitForResponse((response) => response.url().endsWith('/read'));
  await show();
  await told;
}

async function widget(page: Page, url: string): Promise<void> {
  await page.addInitScript(session);
  await untilRead(page, async () => {
    await page.goto(url);
    await new Widget(page).open();
  });
}

async function workspace(page: Page, url: string, path = ''): Promise<void> {
  await new Workspace(page).signIn(url, 'Ada');
  await page.locator('.card').first().waitFor();
  if (path === '') return;
  await page.goto(`${url}/agent#${path}`);
}

async function conversation(page: Page, url: string, id = 'c1'): Promise<void> {
  await workspace(page, url, `/conversations/${id}`);
  await page.locator('.conversation .message').first().waitFor();
}

function knownVisitors(state: FakeState): void {
  const createdAt = '2026-11-20T09:00:00Z';
  state.known = [
    { id: 'v7', name: 'Vera Nova', email: 'vera@example.org', createdAt, conversations: 2 },
    {
      id: 'v8',
      name: 'Veronika Friederike von Hohenstein-Langenberg',
      email: 'veronika.friederike.von.hohenstein.langenberg@subdomain.example.org',
      createdAt,
      conversations: 1,
    },
    { id: 'v9', email: 'vero@example.org', createdAt, conversations: 0 },
  ];
}

async function admin(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/admin`);
  await page.locator('.sign-in-choices button').first().click();
  await page.locator('.check').first().waitFor();
  await page.frameLocator('.preview-frame').getByRole('heading').waitFor();
}

async function adminWithVisitors(page: Page, url: string): Promise<void> {
  await admin(page, url);
  await page.locator('#visitor').fill('ver');
  await page.locator('#visitor').press('Enter');
  await page.locator('.visitor').first().waitFor();
}

/** With the part of the page at the upper edge that begins so. */
async function scrolledTo(page: Page, selector: string): Promise<void> {
  await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView()`);
}

async function mailbox(page: Page, url: string, id = ''): Promise<void> {
  await page.goto(`${url}/mailbox#${id}`);
  await page
    .locator(id === '' ? '.mail-card' : '.html-frame')
    .first()
    .waitFor();
}

/** Three e-mails as they go out, in German, English and Arabic. */
export function fillMailbox(state: FakeState): void {
  const identity = {
    fromAddress: 'support@mail.example.com',
    replyDomain: 'reply.example.com',
    publicUrl: 'https://chat.example',
  };
  const mails = [
    ['m1', 'de', 'juergen@example.com', -120],
    ['m2', 'en', 'amelie.dupont@example.fr', -4_000],
    ['m3', 'ar', 'ali@example.com', -90_000],
  ] as const;
  state.mailbox = mails.map(([id, locale, to, seconds]): Json => {
    const settings = state.settings as unknown as Settings;
    const sentAt = state.iso(seconds);
    const { from, replyTo, subject, html, text, headers } = sampleEmail({
      settings,
      identity,
      locale,
      agentName: 'Grace Moreau',
      to,
      now: sentAt as Instant,
    });
    const named = Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value]));
    return {
      id,
      from,
      to,
      replyTo,
      subject,
      sentAt,
      headers: { from, to, subject, 'message-id': `<${id}@eu-central-1.amazonses.com>`, ...named },
      html,
      text,
      size: html.length + text.length,
      attachments: id === 'm2' ? [{ filename: 'offer.pdf', contentType: 'application/pdf', size: 84_000 }] : [],
      tags: { conversation: 'c1', episode: '1', attempt: '1' },
    };
  });
}

const bothActive = (state: FakeState): void => {
  state.settings = { ...state.settings, hours: { mon: [{ from: '09:00', to: '17:00' }] } };
  state.changeTrigger('away-message', { active: true });
};

export const pictureStates: readonly PictureState[] = [
  { name: 'widget-1280', options: desk, show: widget },
  { name: 'widget-de-320-dark', options: { ...german, ...phone, ...dark }, show: widget },
  { name: 'widget-de-768', options: { ...german, ...tablet }, show: widget },
  {
    name: 'widget-list-768-dark',
    options: { ...tablet, ...dark },
    show: async (page, url) => {
      await widget(page, url);
      await page.locator('.header .icon-button').first().click();
      await page.locator('.entry').first().waitFor();
    },
  },
  {
    name: 'widget-email-refused-de-320',
    options: { ...german, ...phone },
    arrange: (state) => {
      state.conversations = [];
      state.visitor = { id: 'v1', locale: 'de' };
    },
    show: async (page, url) => {
      await page.goto(url);
      const one = new Widget(page);
      await one.open();
      await one.write('Ist der Becher spülmaschinenfest?');
      await page.locator('.email-form').waitFor();
      await one.giveEmail('jürgen@example.com');
      await page.locator('.email-form .problem:not(:empty)').waitFor();
      // The field's caret blinks.
      await page.locator('.email-form input').blur();
    },
  },
  {
    name: 'widget-offline-de-320',
    options: { ...german, ...phone },
    arrange: (state) => {
      state.widget = { ...state.widget, offline: true, backAt: '2026-11-23T08:00:00.000Z' };
    },
    show: widget,
  },
  {
    name: 'widget-link-expired-768',
    options: tablet,
    show: async (page, url) => {
      await page.goto(`${url}/#cc=expired`);
      await page.locator('.banner').waitFor();
    },
  },
  {
    name: 'widget-ar-320',
    options: { ...phone, locale: 'ar' },
    show: async (page, url) => {
      await page.addInitScript(session);
      await untilRead(page, async () => {
        await page.goto(`${url}/?lang=en`);
        await page.evaluate(`document.documentElement.dir = 'rtl'; ContinuousChat('update', { locale: 'ar' })`);
        await new Widget(page).open();
      });
    },
  },

  {
    name: 'agent-sign-in-de-320',
    options: { ...german, ...phone },
    show: async (page, url) => {
      await page.goto(`${url}/agent`);
      await page.locator('.sign-in-choices button').first().waitFor();
    },
  },
  { name: 'agent-queue-1280', options: desk, show: (page, url) => workspace(page, url) },
  {
    name: 'agent-queue-de-320-dark',
    options: { ...german, ...phone, ...dark },
    show: (page, url) => workspace(page, url),
  },
  { name: 'agent-conversation-1280', options: desk, show: (page, url) => conversation(page, url) },
  {
    name: 'agent-conversation-de-1280-dark',
    options: { ...german, ...desk, ...dark },
    show: (page, url) => conversation(page, url),
  },
  {
    name: 'agent-conversation-de-768',
    options: { ...german, ...tablet },
    show: (page, url) => conversation(page, url),
  },
  {
    name: 'agent-conversation-320',
    options: phone,
    show: (page, url) => conversation(page, url),
  },
  {
    name: 'agent-files-768-dark',
    options: { ...tablet, ...dark },
    show: (page, url) => conversation(page, url, 'files'),
  },
  {
    name: 'agent-ledger-de-768',
    options: { ...german, ...tablet },
    show: async (page, url) => {
      await conversation(page, url);
      await page.locator('.chip.pressable').last().click();
      await page.locator('dialog[open]').waitFor();
      await page.evaluate(`document.querySelector('.log').scrollTop = 1e6`);
    },
  },
  {
    name: 'agent-shortcuts-768',
    options: tablet,
    show: async (page, url) => {
      await workspace(page, url);
      await page.locator('body').press('?');
      await page.locator('dialog[open] .shortcuts').waitFor();
    },
  },

  { name: 'admin-1280', options: desk, show: admin },
  { name: 'admin-de-320-dark', options: { ...german, ...phone, ...dark }, show: admin },
  { name: 'admin-conflict-de-768', options: { ...german, ...tablet }, arrange: bothActive, show: admin },
  {
    name: 'admin-checklist-768-dark',
    options: { ...tablet, ...dark },
    show: async (page, url) => {
      await admin(page, url);
      await scrolledTo(page, '#checklist');
    },
  },
  {
    name: 'admin-hours-de-320',
    options: { ...german, ...phone },
    show: async (page, url) => {
      await admin(page, url);
      await page.getByRole('switch', { name: 'Immer geöffnet' }).uncheck();
      await page.getByRole('button', { name: 'Zeiten am Montag hinzufügen' }).click();
      await page.evaluate('document.activeElement.blur()');
      await scrolledTo(page, '.section:has(.days)');
    },
  },
  {
    name: 'admin-email-de-768',
    options: { ...german, ...tablet },
    show: async (page, url) => {
      await admin(page, url);
      await scrolledTo(page, '.section:has(.preview-frame)');
    },
  },
  {
    name: 'admin-email-ar-1280',
    options: desk,
    arrange: (state) => {
      state.settings = { ...state.settings, locales: ['de', 'en', 'ar'] };
    },
    show: async (page, url) => {
      await admin(page, url);
      await page.getByLabel('Language of the e-mail').selectOption('ar');
      await page.frameLocator('.preview-frame').locator('html[dir=rtl]').waitFor();
      await scrolledTo(page, '.section:has(.preview-frame)');
    },
  },
  {
    name: 'admin-wording-de-320',
    options: { ...german, ...phone },
    show: async (page, url) => {
      await admin(page, url);
      await page.locator('summary').last().click();
      await page.getByLabel('Schaltfläche zur Website').fill('Zurück zum Chat');
      await page.frameLocator('.preview-frame').getByText('Zurück zum Chat').waitFor();
      await page.evaluate('document.activeElement.blur()');
      await scrolledTo(page, '.wording[open]');
    },
  },
  {
    name: 'admin-stale-1280',
    options: desk,
    show: async (page, url) => {
      await admin(page, url);
      await page.getByLabel('Unread for').fill('20');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').getByText('Nothing has been overwritten').waitFor();
    },
  },
  {
    name: 'admin-visitors-de-320',
    options: { ...german, ...phone },
    arrange: knownVisitors,
    show: async (page, url) => {
      await adminWithVisitors(page, url);
      await page.evaluate('document.activeElement.blur()');
      await scrolledTo(page, '#visitors');
    },
  },
  {
    name: 'admin-erase-1280-dark',
    options: { ...desk, ...dark },
    arrange: knownVisitors,
    show: async (page, url) => {
      await adminWithVisitors(page, url);
      // The port in it is another one each time.
      await page.evaluate(`document.querySelector('.code').style.visibility = 'hidden'`);
      await page.getByRole('button', { name: 'Erase' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  },

  { name: 'mailbox-list-de-320', options: { ...german, ...phone }, show: (page, url) => mailbox(page, url) },
  { name: 'mailbox-mail-1280', options: desk, show: (page, url) => mailbox(page, url, 'm2') },
  {
    name: 'mailbox-mail-de-768-dark',
    options: { ...german, ...tablet, ...dark },
    show: (page, url) => mailbox(page, url, 'm1'),
  },
  {
    name: 'mailbox-mail-ar-768',
    options: tablet,
    show: (page, url) => mailbox(page, url, 'm3'),
  },
  {
    name: 'mailbox-reply-de-320',
    options: { ...german, ...phone },
    show: async (page, url) => {
      await mailbox(page, url, 'm1');
      await page.getByLabel('Wer schreibt').selectOption('other');
      await page.evaluate(`document.querySelector('.reply-box').scrollIntoView()`);
    },
  },
];
