import { buildFunctions } from './build-functions.ts';
import { buildWeb } from './build-web.ts';

/** Builds everything that is deployed, and prints what it weighs. */
const [{ functions }, web] = await Promise.all([buildFunctions(), buildWeb()]);
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
for (const [name, { startBytes, totalBytes }] of Object.entries(functions)) {
  process.stdout.write(`${name.padEnd(24)}${kilobytes(startBytes)} at start ${kilobytes(totalBytes)} in all\n`);
}
const { loader, panel, parts, locales, pages } = web.sizes;
for (const [name, bytes] of Object.entries({ loader, panel, parts, ...locales })) {
  process.stdout.write(`${name.padEnd(24)}${kilobytes(bytes)} gzipped\n`);
}
for (const [name, { total, locales: ofPage }] of Object.entries(pages)) {
  const languages = Object.entries(ofPage).map(([locale, bytes]) => `${locale} ${kilobytes(bytes).trim()}`);
  const within = languages.length === 0 ? '' : `, with one language of ${languages.join(', ')}`;
  process.stdout.write(`${name.padEnd(24)}${kilobytes(total)} gzipped${within}\n`);
}
for (const name of ['panel', 'agent', 'admin'] as const) {
  const components = web.largest[name]
    .slice(0, 5)
    .map(([component, bytes]) => `${component} ${kilobytes(bytes).trim()}`);
  process.stdout.write(`${name.padEnd(24)}largest before gzip: ${components.join(', ')}\n`);
}
