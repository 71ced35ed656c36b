import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { analyzeTsConfig } from 'ts-unused-exports';

/**
 * Fails when something is exported that nobody imports. An entry point is used from outside: by Lambda, or by esbuild in the
 * place of a package. Unused files are dependency-cruiser's business, unused locals the compiler's.
 */
const root = resolve(import.meta.dirname, '..');
const usedFromOutside =
  /^(functions\/[a-z-]+\.ts:handler|test\/local\/fixture\/.*:handler|web\/.*:default|web\/widget\/panel\.tsx:mount|scripts\/environment-credentials\.ts:.*)$/;

/** What is imported when it is needed, by `import()`: the text of all files that do so, by the file they load. */
const loadedBy = new Map<string, string>();
const sources = ['contract', 'functions', 'web', 'local', 'scripts', 'test'].flatMap((folder) =>
  readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
);
for (const importer of sources.filter((file) => /\.tsx?$/.test(file))) {
  const text = readFileSync(resolve(root, importer), 'utf8');
  for (const [, path = ''] of text.matchAll(/\bimport\('(\.[^']+)'\)/g)) {
    const loaded = relative(root, resolve(root, dirname(importer), path));
    loadedBy.set(loaded, (loadedBy.get(loaded) ?? '') + text);
  }
}

const { unusedExports } = analyzeTsConfig(resolve(root, 'tsconfig.all.json'), ['--allowUnusedTypes']);
const unused = Object.entries(unusedExports)
  .flatMap(([path, names]) => names.map((name) => ({ ...name, file: path.slice(root.length + 1) })))
  .filter(({ file, exportName }) => !usedFromOutside.test(`${file}:${exportName}`))
  .filter(({ file, exportName }) => !new RegExp(`\\b${exportName}\\b`).test(loadedBy.get(file) ?? ''));

for (const { file, exportName, location } of unused) {
  process.stderr.write(`${file}:${location.line} exports ${exportName}, which nobody imports\n`);
}
process.exitCode = unused.length === 0 ? 0 : 1;
