import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BuildOptions } from 'esbuild';
import { minify } from 'terser';
import type { MinifyOptions } from 'terser';
import { dependencies } from '../package.json';

/** What all pages and the widget are built with. */
export const root = join(import.meta.dirname, '..');
export const source = join(root, 'web');
export const target = ['es2022', 'chrome111', 'firefox113', 'safari16.4'];

export const bundling = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  metafile: true,
  target,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  tsconfig: join(source, 'tsconfig.json'),
  legalComments: 'none',
  logLevel: 'error',
} as const satisfies BuildOptions;

/** What a file weighs as it travels, in bytes. */
export function gzipBytes(content: string | Uint8Array): number {
  return gzipSync(content, { level: 9 }).length;
}

/**
 * A module said shorter still: Terser knows ways that esbuild leaves alone, and spares another fortieth. It takes its time, so
 * what it once said is kept.
 */
export async function smaller(text: string): Promise<string> {
  const key = createHash('sha256').update(terserVersion).update(text).digest('hex');
  const kept = join(root, '.cache/terser', `${key}.js`);
  const known = await readFile(kept, 'utf8').catch(() => undefined);
  if (known !== undefined) return known;
  const said = await lighter(text);
  await mkdir(dirname(kept), { recursive: true });
  // Whoever builds at the same time sees all of it or nothing.
  const fresh = `${kept}-${randomUUID()}`;
  await writeFile(fresh, said);
  await rename(fresh, kept);
  return said;
}

/** With the functions at the front the widget's parts travel lighter, the pages heavier; the lighter one is taken. */
async function lighter(text: string): Promise<string> {
  const said = await Promise.all([true, false].map((hoisted) => minify(text, optionsOf(hoisted))));
  const codes = said.map(({ code = '' }) => code);
  return codes.reduce((best, one) => (gzipBytes(one) < gzipBytes(best) ? one : best));
}

function optionsOf(hoisted: boolean): MinifyOptions {
  return {
    module: true,
    ecma: 2020,
    // Unsafe only where a page has replaced what the language brings, such as String.
    compress: {
      passes: 3,
      unsafe: true,
      hoist_funs: hoisted,
      inline: hoisted,
      unsafe_arrows: true,
      keep_fargs: false,
    },
  };
}

/** What was said with other options, or by another Terser, is said anew. */
const terserVersion = JSON.stringify([dependencies.terser, optionsOf(true), optionsOf(false)]);
