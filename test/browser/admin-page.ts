import type { BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { person } from './browser.ts';
import type { Person } from './browser.ts';
import type { PagesUnderTest } from './pages-under-test.ts';

/** Ada at the admin page, before the fake back end, once all of it is there. */
export async function adminAt(
  { browser, backend }: PagesUnderTest,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const admin = await person(browser, options);
  const { page } = admin;
  await page.goto(`${backend.url}/admin`);
  await page.locator('.sign-in-choices button').first().click();
  await page.locator('.check').first().waitFor();
  // It comes a moment later than the rest and moves what stands below it, away from under a click.
  await emailOf(page).getByRole('heading').waitFor();
  return admin;
}

/** The e-mail that the admin page shows. */
export function emailOf(page: Page): FrameLocator {
  return page.frameLocator('.preview-frame');
}
