import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { patienceMs } from './eventually.ts';

/** Where Linux distributions and macOS keep it. */
const places = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executablePath = places.find((place) => place !== '' && existsSync(place));

const pictures = join(import.meta.dirname, '../../dist/screenshots');

/**
 * A group of tests that need a browser. Where there is none they are skipped, with a line that says so; on CI, where one
 * belongs, they fail instead.
 */
export function describeInBrowser(name: string, tests: () => void): void {
  if (executablePath !== undefined) {
    describe(name, () => {
      // Who is there from the beginning stays. Who comes in a test leaves with it: they would go on costing time, and read along.
      beforeEach(() => {
        visitors.length = 0;
      });
      afterEach(() => Promise.all(visitors.map((context) => context.close())));
      tests();
    });
    return;
  }
  const missing = 'no Chromium found: install it, or set CHROMIUM to its path';
  if (process.env.CI === 'true') {
    test(name, () => {
      throw new Error(missing);
    });
    return;
  }
  process.stderr.write(`Skipped “${name}”: ${missing}\n`);
  describe.skip(name, tests);
}

/**
 * Pages that Chromium keeps ready behind the address bar of every window, in processes of their own. Nobody sees them here,
 * and without them a window costs half.
 */
const hiddenPages = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/** What Playwright switches off, which stands here again because Chromium heeds the last list only (playwright-core, `disabledFeatures`). */
const playwrightDoesWithout = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** The browsers of the people who came in the present test. */
const visitors: BrowserContext[] = [];

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath ?? '',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${[...playwrightDoesWithout, ...hiddenPages].join(',')}`,
    ],
  });
}

/** A person at a browser of their own: nothing is shared with any other. */
export interface Person {
  readonly page: Page;
  /** Another tab of the same browser. */
  readonly tab: () => Promise<Page>;
  /** What the pages complained of on the console, refused requests aside. */
  readonly complaints: readonly string[];
}

/** Somebody who speaks English in Berlin, unless `options` say otherwise. */
export async function person(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...options,
  });
  visitors.push(context);
  context.setDefaultTimeout(patienceMs);
  const complaints: string[] = [];
  const tab = async (): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !text.startsWith('Failed to load resource')) complaints.push(text);
    });
    return page;
  };
  return { page: await tab(), tab, complaints };
}

/** Keeps a picture for people to look at, in dist/screenshots. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
