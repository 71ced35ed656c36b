import type { BrowserContextOptions, Page } from 'playwright-core';
import { person } from './browser.ts';
import type { Person } from './browser.ts';
import type { PagesUnderTest } from './pages-under-test.ts';
import { Workspace } from './workspace.ts';

/** Ada at her workspace, before the fake back end. `prepare` runs before the page opens. */
export async function adaAt(
  { browser, backend }: PagesUnderTest,
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Person & { readonly workspace: Workspace }> {
  const agent = await person(browser, options);
  await prepare?.(agent.page);
  const workspace = new Workspace(agent.page);
  await workspace.signIn(backend.url, 'Ada');
  return { ...agent, workspace };
}

export async function openConversation(page: Page, { backend }: PagesUnderTest, id: string): Promise<void> {
  await page.goto(`${backend.url}/agent#/conversations/${id}`);
  await page.waitForSelector('.conversation .message');
}
