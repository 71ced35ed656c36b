import type { Page } from 'playwright-core';

/** Only a failure takes so long, in milliseconds; a machine with much else to do is no failure. */
export const patienceMs = 60_000;

/** Lets the page's installed clock run until something is so. */
export async function passUntil(page: Page, is: () => boolean | Promise<boolean>): Promise<void> {
  await eventually(async () => {
    await page.clock.runFor(1_000);
    return is();
  }, Boolean);
}

/** Waits until something is so. Rejects with what it was last. */
export async function eventually<Value>(
  read: () => Value | Promise<Value>,
  is: (value: Value) => boolean,
): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (is(value)) return;
    if (Date.now() > end) throw new Error(`It stayed ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
