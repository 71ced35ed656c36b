import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Where names stand that somebody outside the widget's panel knows too. */
const foreign = [
  'node_modules/typescript/lib/lib.dom.d.ts',
  'node_modules/typescript/lib/lib.es5.d.ts',
  'node_modules/preact/src/jsx.d.ts',
  // On the wire, between loader and panel, and in the browser's storage.
  'docs/api.md',
  'web/shared/wire.ts',
  'web/shared/upload.ts',
  'web/widget/options.ts',
  'web/widget/embed.ts',
  'web/widget/loader.ts',
  'web/widget/session.ts',
  'web/widget/visitor-api.ts',
  'web/widget/chat-state.ts',
  'web/widget/attaching/attaching.tsx',
  'web/widget/drawing/drawing.ts',
];

/**
 * Matches the property names that only the panel's own parts use: those of their interfaces that are made of several words
 * and occur nowhere outside. Shortened, they spare every visitor half a kilobyte.
 */
export async function internalNames(): Promise<RegExp> {
  const known = new Set((await Promise.all(foreign.map((path) => namesIn(join(root, path), /\w+/gu)))).flat());
  const widget = join(root, 'web/widget');
  const files = (await readdir(widget, { recursive: true })).filter((path) => /\.tsx?$/u.test(path));
  const declared = await Promise.all(
    files.map((path) => namesIn(join(widget, path), /(?<=readonly )[a-z]\w*[A-Z]\w*(?=\??:)/gu)),
  );
  const internal = new Set(declared.flat().filter((name) => !known.has(name)));
  // Go's expressions, which esbuild takes, know no flag u.
  return new RegExp(`^(?:${[...internal].sort().join('|')})$`);
}

async function namesIn(path: string, pattern: RegExp): Promise<readonly string[]> {
  return (await readFile(path, 'utf8')).match(pattern) ?? [];
}
