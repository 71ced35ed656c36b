import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';
import type { OutputFile, Plugin } from 'esbuild';
import { languages } from '../web/widget/texts/load.ts';
import { bundling, gzipBytes, smaller, source, target } from './bundling.ts';
import { internalNames } from './internal-names.ts';
import { handedOver, partModule } from './widget-parts.ts';

/** Sizes as they travel: gzip, in bytes. */
export interface WidgetSizes {
  readonly loader: number;
  /** All that the panel is, but for its language. */
  readonly panel: number;
  /** What the panel fetches when it is first needed. */
  readonly parts: Readonly<Record<string, number>>;
  readonly locales: Readonly<Record<string, number>>;
}

const parts = {
  accent: 'accent.ts',
  asking: 'asking.ts',
  'conversation-list': 'conversation-list.tsx',
  files: 'files.ts',
  'linked-text': 'linked-text.tsx',
} as const;

const widget = join(source, 'widget');

/**
 * Builds the widget into `directory`: the loader under a stable name, and beside it one folder, named after its content,
 * with the panel, its parts and its languages. So they name each other without a hash, and always fit together.
 */
export async function buildWidget(directory: string): Promise<WidgetSizes> {
  const files = await panelFiles();
  const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 8).toUpperCase();
  const folder = `panel-${hash}`;
  await mkdir(join(directory, folder), { recursive: true });
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(directory, folder, name), text)));
  const loader = await loaderText(`${folder}/panel.js`);
  await writeFile(join(directory, 'loader.js'), loader);
  return { loader: gzipBytes(loader), ...sizes(files) };
}

function sizes(files: Readonly<Record<string, string>>): Omit<WidgetSizes, 'loader'> {
  const all = Object.entries(files).map(([file, text]) => [basename(file, '.js'), gzipBytes(text)] as const);
  const isPart = ([name]: readonly [string, number]): boolean => name in parts;
  const isLocale = ([name]: readonly [string, number]): boolean => /^[a-z]{2}$/u.test(name);
  const rest = all.filter((one) => !isPart(one) && !isLocale(one));
  return {
    panel: rest.reduce((sum, [, size]) => sum + size, 0),
    parts: Object.fromEntries(all.filter(isPart)),
    locales: Object.fromEntries(all.filter(isLocale)),
  };
}

/** The files by their names. Property names that only the panel and its parts know are shortened, alike in all of them. */
async function panelFiles(): Promise<Readonly<Record<string, string>>> {
  const shared = {
    ...bundling,
    mangleProps: await internalNames(),
    outdir: widget,
    write: false,
    format: 'esm',
    charset: 'utf8',
    alias: drawing,
    entryNames: '[name]',
  } as const;
  const built = await build({
    ...shared,
    mangleCache: {},
    entryPoints: Object.fromEntries(Object.entries(parts).map(([name, file]) => [name, join(widget, 'parts', file)])),
    plugins: [styleAsText, await handedOver()],
  });
  const panel = await build({
    ...shared,
    mangleCache: built.mangleCache,
    entryPoints: {
      panel: join(widget, 'panel.tsx'),
      ...Object.fromEntries(languages.map((language) => [language, join(widget, 'texts', `${language}.ts`)])),
    },
    plugins: [styleAsText],
  });
  const texts = [
    ...(await Promise.all(built.outputFiles.map(async ({ path, text }) => [path, await partModule(text)] as const))),
    ...panel.outputFiles.map(({ path, text }: OutputFile) => [path, text] as const),
  ];
  const small = texts.map(async ([path, text]) => [basename(path), await smaller(text)] as const);
  return Object.fromEntries(await Promise.all(small));
}

async function loaderText(panelFile: string): Promise<string> {
  const { outputFiles } = await build({
    ...bundling,
    entryPoints: [join(widget, 'loader.ts')],
    write: false,
    format: 'iife',
    define: { PANEL_FILE: JSON.stringify(panelFile) },
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
      return { contents: code.trim().replaceAll(/(--[\w-]+): /gu, '$1:'), loader: 'text' };
    });
  },
};

/** The widget is drawn by the part of Preact that it needs. */
const drawing = {
  'preact/jsx-runtime': join(widget, 'drawing/drawing.ts'),
  'preact/hooks': join(widget, 'drawing/hooks.ts'),
  preact: join(widget, 'drawing/drawing.ts'),
};
