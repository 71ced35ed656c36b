import type { Locator, Page } from 'playwright-core';
import { embedCode } from '../../web/admin/embed-code.ts';
import type { FakeBackend } from './fake-backend.ts';
import type { Json } from './fake-state.ts';

/** Puts the widget onto the page `/page` of the back end's site. */
export function embedWidget({ pages, url }: FakeBackend): void {
  const html = `<!doctype html><html lang="en"><title>x</title><body><h1>A page</h1>${embedCode(url)}`;
  pages.set('/page', { html });
}

/** The widget on a page, as a visitor uses it. */
export class Widget {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The browser has a session of this visitor's, from the next page on. */
  async isOf(visitor: Json, more: Json = {}): Promise<void> {
    const session = JSON.stringify({ token: 't', expiresAt: '2099-01-01T00:00:00Z', visitor, ...more });
    await this.page.addInitScript(`localStorage.setItem('continuous-chat:session', ${JSON.stringify(session)})`);
  }

  async open(): Promise<void> {
    await this.page.click('.launcher');
    await this.page.waitForSelector('.panel:not([hidden])');
  }

  /** Writes and sends with Enter. */
  async write(text: string): Promise<void> {
    const field = this.page.locator('.panel .composer textarea');
    await field.fill(text);
    await field.press('Enter');
  }

  async giveEmail(email: string): Promise<void> {
    const field = this.page.locator('.email-form input');
    await field.fill(email);
    await field.press('Enter');
  }

  /** Waits for a message with this text; one of their own is seen at once, and waited for until the server has it. */
  async sees(text: string): Promise<void> {
    await this.page.locator('.log .message:not(.sending, .waiting)', { hasText: text }).first().waitFor();
  }

  message(text: string): Locator {
    return this.page.locator('.log .message', { hasText: text });
  }

  /** The number on the launcher, empty without one. */
  async badge(): Promise<string> {
    const badge = this.page.locator('.badge');
    return (await badge.isVisible()) ? ((await badge.textContent()) ?? '') : '';
  }
}
