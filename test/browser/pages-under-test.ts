import type { Browser } from 'playwright-core';
import { buildWeb } from '../../scripts/build-web.ts';
import { launchBrowser } from './browser.ts';
import { startFakeBackend } from './fake-backend.ts';
import type { FakeBackend } from './fake-backend.ts';

/** The built pages before a fake back end, and a browser. */
export interface PagesUnderTest {
  readonly backend: FakeBackend;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

export async function openPages(): Promise<PagesUnderTest> {
  const { directory } = await buildWeb();
  const [backend, browser] = await Promise.all([startFakeBackend(directory), launchBrowser()]);
  return {
    backend,
    browser,
    close: async () => {
      await browser.close();
      await backend.close();
    },
  };
}
