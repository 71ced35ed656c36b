import { readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const library = 'node_modules/typescript/lib';

/** A property of an interface, by its name: what stays, and what may change. */
const declaration = /(?<=^ +readonly )[a-z]\w{2,}(?=\??:)|(?<=^ {2})[a-z]\w{2,}(?=\??: .*;$)/gmu;

/** Where names stand that others than the panel and its parts know too: on the wire, in the browser's storage, by the loader. */
const foreign = [
  ...readdirSync(join(root, 'contract')).map((file) => `contract/${file}`),
  'web/shared/upload.ts',
  'web/widget/options.ts',
  'web/widget/stored.ts',
  'web/widget/visitor-api.ts',
];

/**
 * Matches the names of properties that only the panel and its parts use: those that their interfaces declare and neither the
 * language, the browser, an element nor anybody else knows. Shortened, they spare every visitor three quarters of a kilobyte.
 */
export async function internalNames(): Promise<RegExp> {
  const libraries = (await readdir(join(root, library))).filter((file) => /^lib\.(dom|es.*)\.d\.ts$/u.test(file));
  const known = new Set([
    // Asked for by name, among an element's properties.
    'ref',
    ...(await namesIn(
      libraries.map((file) => `${library}/${file}`),
      /(?<=^ +(?:readonly |get |set )?"?)\w+(?="?\??[(:<])|(?<=")\w+(?=")/gmu,
    )),
    ...(await namesIn(['node_modules/preact/src/jsx.d.ts', ...foreign], /\w+/gu)),
  ]);
  const files = await Promise.all(['web/widget', 'web/shared'].map(sourcesIn));
  const declared = await namesIn(files.flat(), declaration);
  const internal = new Set(declared.filter((name) => !known.has(name)));
  // Go's expressions, which esbuild takes, know no flag u.
  return new RegExp(`^(?:${[...internal].sort().join('|')})$`);
}

async function sourcesIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(join(root, folder), { recursive: true });
  return files.filter((file) => /\.tsx?$/u.test(file)).map((file) => `${folder}/${file}`);
}

async function namesIn(paths: readonly string[], pattern: RegExp): Promise<readonly string[]> {
  const texts = await Promise.all(paths.map((path) => readFile(join(root, path), 'utf8')));
  return texts.flatMap((text) => text.match(pattern) ?? []);
}
