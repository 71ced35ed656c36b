import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

const folder = join(import.meta.dirname, 'pictures');
const rejected = join(import.meta.dirname, '../../dist/screenshots/changed');
const recordFile = join(folder, 'recorded-with.json');

/** `npm run pictures:accept` sets it: what is shown becomes what is kept. */
export const isAccepting = process.env.ACCEPT_PICTURES === 'true';

/** What the letters of a picture depend on. */
export interface Machine {
  readonly chromium: string;
  readonly fonts: string;
}

/** The part of the pixels that may differ: edges of letters are not the same in every run. */
const toleratedPart = 0.002;

export async function machineOf(browser: Browser): Promise<Machine> {
  const page = await browser.newPage();
  const widths = await page.evaluate(`(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    const samples = ['Hamburgefonstiv 0123456789', 'ÄÖÜ äöü ß é ñ ç', 'مرحبًا، لديك رسالتان', '👋 ✓ → …'];
    const fonts = ['15px system-ui', '600 15px system-ui', '13px ui-monospace, "DejaVu Sans Mono", monospace', '16px sans-serif'];
    return fonts.flatMap((font) => samples.map((sample) => {
      canvas.font = font;
      return canvas.measureText(sample).width.toFixed(2);
    }));
  })()`);
  await page.close();
  const fonts = createHash('sha256').update(String(widths)).digest('hex').slice(0, 16);
  return { chromium: browser.version().split('.')[0] ?? '', fonts };
}

/** The machine that the kept pictures come from; undefined when none are kept yet. */
export async function recordedWith(): Promise<Machine | undefined> {
  const text = await readFile(recordFile, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Machine);
}

export async function recordMachine({ chromium, fonts }: Machine): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(recordFile, `${JSON.stringify({ chromium, fonts }, null, 2)}\n`);
}

export async function acceptPicture(name: string, shown: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.png`), shown);
}

/**
 * Compares with the picture that is kept. Undefined when they are the same but for a tolerance, else what is the matter; what is shown
 * then lies in dist/screenshots/changed.
 */
export async function pictureChange(judge: Page, name: string, shown: Buffer): Promise<string | undefined> {
  const kept = await readFile(join(folder, `${name}.png`)).catch(() => undefined);
  const change = kept === undefined ? 'no picture is kept' : await difference(judge, kept, shown);
  if (change === undefined) return undefined;
  await mkdir(rejected, { recursive: true });
  await writeFile(join(rejected, `${name}.png`), shown);
  return `${change}; see dist/screenshots/changed/${name}.png, and npm run pictures:accept if it is meant`;
}

/** The browser itself decodes the pictures. */
async function difference(judge: Page, kept: Buffer, shown: Buffer): Promise<string | undefined> {
  if (kept.equals(shown)) return undefined;
  const urls = JSON.stringify([kept, shown].map((png) => `data:image/png;base64,${png.toString('base64')}`));
  const result = await judge.evaluate<string | number>(`(async () => {
    const [kept, shown] = await Promise.all(${urls}.map(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height);
    }));
    if (kept.width !== shown.width || kept.height !== shown.height) return 'another size';
    let differing = 0;
    for (let at = 0; at < kept.data.length; at += 4) {
      const far = Math.max(...[0, 1, 2].map((channel) => Math.abs(kept.data[at + channel] - shown.data[at + channel])));
      if (far > 40) differing += 1;
    }
    return differing / (kept.width * kept.height);
  })()`);
  if (typeof result === 'string') return result;
  return result > toleratedPart ? `${(result * 100).toFixed(2)} % of the pixels differ` : undefined;
}
