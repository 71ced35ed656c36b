import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { isAccepting } from './kept-pictures.ts';

const folder = join(import.meta.dirname, '../../docs/pictures');
const mostBytes = 60_000;

/**
 * A picture of the widget for the guide: made anew when pictures are accepted, otherwise only looked for. Throws when it is missing or
 * too large to be kept with the sources.
 */
export async function guidePicture(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  if (isAccepting) {
    await mkdir(folder, { recursive: true });
    await page.locator('.panel').screenshot({ path, animations: 'disabled' });
  }
  const { size } = await stat(path);
  if (size > mostBytes) throw new Error(`${path} has ${size} bytes of ${mostBytes}`);
}
