import type { Locator, Page } from 'playwright-core';

/** The agent workspace, as an agent uses it. */
export class Workspace {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn(url: string, name: string): Promise<void> {
    await this.page.goto(`${url}/agent`);
    await this.page.getByRole('button', { name }).click();
    await this.page.waitForSelector('.queue');
  }

  card(text: string): Locator {
    return this.page.locator('.card', { hasText: text });
  }

  async choose(text: string): Promise<void> {
    await this.card(text).click();
    await this.page.waitForSelector('.conversation .message');
  }

  /** Writes and sends with Ctrl+Enter. */
  async answer(text: string): Promise<void> {
    const field = this.page.locator('.composer textarea');
    await field.fill(text);
    await field.press('Control+Enter');
    await this.message(text).waitFor();
  }

  /** A message that the server has. */
  message(text: string): Locator {
    return this.page.locator('.log .message:not(.sending)', { hasText: text }).last();
  }

  /** What the chip of an answer says, once it says something like this. */
  async chip(text: string, saying: RegExp): Promise<string> {
    const chip = this.message(text).locator('.meta .chip', { hasText: saying });
    await chip.waitFor();
    return (await chip.textContent()) ?? '';
  }
}
