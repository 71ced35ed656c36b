import { resolve } from 'node:path';
import { analyzeTsConfig } from 'ts-unused-exports';

/**
 * Fails when something is exported that nobody imports. An entry point is used from outside: by Lambda, by esbuild in the
 * place of a package, or by a page that loads it when it is needed.
 * Unused files are dependency-cruiser's business, unused locals the compiler's.
 */
const root = resolve(import.meta.dirname, '..');
const usedFromOutside =
  /^(functions\/[a-z-]+\.ts:handler|test\/local\/fixture\/.*:handler|web\/.*:default|web\/widget\/panel\.tsx:mount|web\/widget\/drawing\/.*|scripts\/environment-credentials\.ts:.*)$/;

const { unusedExports } = analyzeTsConfig(resolve(root, 'tsconfig.all.json'), ['--allowUnusedTypes']);
const unused = Object.entries(unusedExports)
  .flatMap(([path, names]) => names.map((name) => ({ ...name, file: path.slice(root.length + 1) })))
  .filter(({ file, exportName }) => !usedFromOutside.test(`${file}:${exportName}`));

for (const { file, exportName, location } of unused) {
  process.stderr.write(`${file}:${location.line} exports ${exportName}, which nobody imports\n`);
}
process.exitCode = unused.length === 0 ? 0 : 1;
