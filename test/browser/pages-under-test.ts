import type { Browser } from 'playwright-core';
import { buildWeb } from '../../scripts/build-web.ts';
import { launchBrowser } from './browser.ts';
import { startFakeBackend } from './fake-backend.ts';
import type { FakeBackend } from './fake-backend.ts';

/** The built pages before a fake back end, and a browser. */
export interface PagesUnderTest {
  readonly backend: FakeBackend;
  readonly browser: Browser;
}

/** For the group of tests in which it is called: they are there before its tests and what else it does before them, and go after. */
export function pagesUnderTest(): PagesUnderTest {
  let backend: FakeBackend;
  let browser: Browser;
  beforeAll(async () => {
    const { directory } = await buildWeb();
    [backend, browser] = await Promise.all([startFakeBackend(directory), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await backend.close();
  });
  return {
    get backend() {
      return backend;
    },
    get browser() {
      return browser;
    },
  };
}
