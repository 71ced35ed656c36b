import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BuildOptions } from 'esbuild';

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
