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

/** A module said shorter still: Terser knows ways that esbuild leaves alone. It takes its time, so what it once said is kept. */
export async function smaller(text: string): Promise<string> {
  const key = createHash('sha256').update(terser).update(text).digest('hex');
  const kept = join(root, '.cache/terser', `${key}.js`);
  const known = await readFile(kept, 'utf8').catch(() => undefined);
  if (known !== undefined) return known;
  const { code = '' } = await minify(text, terserOptions);
  await mkdir(dirname(kept), { recursive: true });
  // Whoever builds at the same time sees all of it or nothing.
  const fresh = `${kept}-${randomUUID()}`;
  await writeFile(fresh, code);
  await rename(fresh, kept);
  return code;
}

const terserOptions: MinifyOptions = { module: true, ecma: 2020, compress: { passes: 2 } };

/** What was said with other options, or by another Terser, is said anew. */
const terser = JSON.stringify([dependencies.terser, terserOptions]);
