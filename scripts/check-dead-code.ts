import { resolve } from 'node:path';
import { analyzeTsConfig } from 'ts-unused-exports';

/**
 * Fails when something is exported that nobody imports. An entry point is used from outside: by Lambda, npm or CDK.
 * Unused files are dependency-cruiser's business, unused locals the compiler's.
 */
const root = resolve(import.meta.dirname, '..');
const usedFromOutside = /^(functions\/[a-z-]+\.ts:handler|web\/.*:default|scripts\/environment-credentials\.ts:.*)$/;

const unused = ['tsconfig.json', 'web/tsconfig.json']
  .flatMap((config) => Object.entries(analyzeTsConfig(resolve(root, config), ['--allowUnusedTypes']).unusedExports))
  .flatMap(([path, names]) => names.map((name) => ({ ...name, file: path.slice(root.length + 1) })))
  .filter(({ file, exportName }) => !usedFromOutside.test(`${file}:${exportName}`));

for (const { file, exportName, location } of unused) {
  process.stderr.write(`${file}:${location.line} exports ${exportName}, which nobody imports\n`);
}
process.exitCode = unused.length === 0 ? 0 : 1;
