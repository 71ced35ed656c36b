import type { Locator, Page } from 'playwright-core';

/** The widget on a page, as a visitor uses it. */
export class Widget {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
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

  /** Waits for a message with this text; one of his own is seen at once, and waited for until the server has it. */
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
