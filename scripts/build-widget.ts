import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';
import type { Metafile, Plugin } from 'esbuild';
import { languages } from '../web/widget/texts/load.ts';
import { bundling, gzipBytes, smaller, source, target } from './bundling.ts';

/** Sizes as they travel: gzip, in bytes. */
export interface WidgetSizes {
  readonly loader: number;
  /** All that the panel is, but for its language. */
  readonly panel: number;
  /** What most visits do without. */
  readonly parts: number;
  readonly locales: Readonly<Record<string, number>>;
}

export interface BuiltWidget {
  readonly sizes: WidgetSizes;
  /** Of the panel and all that it fetches. */
  readonly metafile: Metafile;
}

interface PanelFiles {
  /** By their names. */
  readonly texts: Readonly<Record<string, string>>;
  readonly metafile: Metafile;
}

const widget = join(source, 'widget');

/**
 * Builds the widget into `directory`: the loader under a stable name, and beside it one folder, named after its content,
 * with the panel, its parts and its languages. So they name each other without a hash, and always fit together.
 */
export async function buildWidget(directory: string): Promise<BuiltWidget> {
  const { texts, metafile } = await panelFiles();
  const hash = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 8).toUpperCase();
  const folder = `panel-${hash}`;
  await mkdir(join(directory, folder), { recursive: true });
  await Promise.all(Object.entries(texts).map(([name, text]) => writeFile(join(directory, folder, name), text)));
  const loader = await loaderText(folder);
  await writeFile(join(directory, 'loader.js'), loader);

  const sizeOf = (names: readonly string[]): number =>
    names.map((name) => gzipBytes(texts[name] ?? '')).reduce((sum, size) => sum + size, 0);
  const locales = Object.fromEntries(languages.map((language) => [language, sizeOf([`${language}.js`])]));
  const sizes = {
    loader: gzipBytes(loader),
    panel: sizeOf(['panel.js', 'shared.js']),
    parts: sizeOf(['parts.js']),
    locales,
  };
  return { sizes, metafile };
}

/** The panel, its parts and its languages as one set of modules: what several of them use is in a file that they share. */
async function panelFiles(): Promise<PanelFiles> {
  const { outputFiles, metafile } = await build({
    ...bundling,
    outdir: widget,
    write: false,
    format: 'esm',
    charset: 'utf8',
    splitting: true,
    entryNames: '[name]',
    // One file alone: esbuild refuses a second one of that name.
    chunkNames: 'shared',
    entryPoints: [
      join(widget, 'panel.tsx'),
      join(widget, 'parts/parts.ts'),
      ...languages.map((language) => join(widget, 'texts', `${language}.ts`)),
    ],
    plugins: [styleAsText],
  });
  const small = outputFiles.map(async ({ path, text }) => [basename(path), await smaller(text)] as const);
  return { texts: Object.fromEntries(await Promise.all(small)), metafile };
}

async function loaderText(folder: string): Promise<string> {
  const { outputFiles } = await build({
    ...bundling,
    entryPoints: [join(widget, 'loader.ts')],
    write: false,
    format: 'iife',
    define: { PANEL_FOLDER: JSON.stringify(folder) },
    plugins: [styleAsText],
  });
  return smaller(outputFiles.map(({ text }) => text).join(''));
}

/** A style sheet imported by the widget's scripts is text for `adoptedStyleSheets`. */
const styleAsText: Plugin = {
  name: 'style-as-text',
  setup(plugin) {
    plugin.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};
