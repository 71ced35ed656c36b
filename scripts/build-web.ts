import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';
import { internalNames } from './internal-names.ts';

/** Sizes as they travel: gzip, in bytes; JavaScript and CSS together. */
export interface WebSizes {
  readonly loader: number;
  readonly panel: number;
  /** What uploads files, fetched with a visitor's first one. */
  readonly attaching: number;
  readonly locales: Readonly<Record<string, number>>;
  readonly pages: Readonly<Record<Page, PageSize>>;
}

interface PageSize {
  /** What one person loads: the page, and the largest of its languages. */
  readonly total: number;
  readonly locales: Readonly<Record<string, number>>;
}

export interface BuiltWeb {
  /** `dist/web` */
  readonly directory: string;
  readonly sizes: WebSizes;
}

type Page = (typeof pages)[number]['name'];

const root = join(import.meta.dirname, '..');
const source = join(root, 'web');
const directory = join(root, 'dist', 'web');

const pages = [
  { name: 'agent', folder: 'agent', entry: 'agent/agent.tsx', style: 'agent/agent.css', html: 'agent/index.html' },
  { name: 'admin', folder: 'admin', entry: 'admin/admin.tsx', style: 'admin/admin.css', html: 'admin/index.html' },
  { name: 'shop', folder: 'local', entry: 'local/shop.ts', style: 'local/shop.css', html: 'local/index.html' },
  {
    name: 'mailbox',
    folder: 'local',
    entry: 'local/mailbox.tsx',
    style: 'local/mailbox.css',
    html: 'local/mailbox.html',
  },
] as const;

/** What a visitor or agent is made to load at most. The pages that run on one machine only have no budget. */
const budgets = { loader: 2_048, panel: 18_944, attaching: 4_096, locale: 1_536, agent: 43_500, admin: 28_000 };

/**
 * Builds all pages into `dist/web`: the loader under a stable name, everything else hashed. Throws when something weighs
 * more than its budget.
 */
export async function buildWeb(): Promise<BuiltWeb> {
  const fresh = `${directory}-${randomUUID()}`;
  try {
    const [widget, ...builtPages] = await Promise.all([
      buildWidget(fresh),
      ...pages.map((page) => buildPage(fresh, page)),
    ]);
    const sizes: WebSizes = { ...widget, pages: Object.fromEntries(builtPages) as Record<Page, PageSize> };
    checkBudgets(sizes);
    await putInPlace(fresh);
    return { directory, sizes };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Swaps the finished build in: whoever serves the pages meanwhile never finds half of them. */
async function putInPlace(fresh: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const old = `${fresh}-old-${attempt}`;
    await rename(directory, old).catch(() => undefined);
    try {
      await rename(fresh, directory);
      return;
    } catch (error) {
      // Another build was put in place between the two.
      if (attempt === 5) throw error;
    } finally {
      await rm(old, { recursive: true, force: true });
    }
  }
}

async function buildWidget(into: string): Promise<Omit<WebSizes, 'pages'>> {
  const outdir = join(into, 'widget');
  const mangleProps = await internalNames();
  const attaching = await build({
    ...shared,
    mangleProps,
    mangleCache: {},
    entryPoints: { attaching: join(source, 'widget/attaching/attaching.tsx') },
    outdir,
    format: 'esm',
    charset: 'utf8',
    alias: drawing,
    entryNames: '[name]-[hash]',
  });
  const [attachingFile = ''] = Object.keys(attaching.metafile.outputs);
  const { metafile } = await build({
    ...shared,
    mangleProps,
    mangleCache: attaching.mangleCache,
    entryPoints: { panel: join(source, 'widget/panel.tsx') },
    outdir,
    format: 'esm',
    charset: 'utf8',
    alias: drawing,
    define: { ATTACHING_FILE: JSON.stringify(basename(attachingFile)) },
    splitting: true,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
  });
  let panel = 0;
  let panelFile = '';
  const locales: Record<string, number> = {};
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
    const size = await gzipSize(path);
    const locale = localeOf(entryPoint ?? '');
    if (locale !== undefined) locales[locale] = size;
    else panel += size;
    if (entryPoint?.endsWith('panel.tsx') === true) panelFile = relative(outdir, resolve(root, path));
  }
  const loaderFile = join(outdir, 'loader.js');
  await build({
    ...shared,
    entryPoints: [join(source, 'widget/loader.ts')],
    outfile: loaderFile,
    format: 'iife',
    define: { PANEL_FILE: JSON.stringify(panelFile) },
  });
  return { loader: await gzipSize(loaderFile), panel, attaching: await gzipSize(attachingFile), locales };
}

async function buildPage(
  into: string,
  { name, folder, entry, style, html }: (typeof pages)[number],
): Promise<[Page, PageSize]> {
  const outdir = join(into, folder);
  const { metafile } = await build({
    ...shared,
    entryPoints: { [name]: join(source, entry), [`${name}-style`]: join(source, style) },
    outdir,
    format: 'esm',
    splitting: true,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    plugins: [],
  });
  let total = 0;
  const locales: Record<string, number> = {};
  const addresses = { script: '', style: '' };
  for (const [path, { entryPoint = '' }] of Object.entries(metafile.outputs)) {
    const size = await gzipSize(path);
    const locale = localeOf(entryPoint);
    if (locale !== undefined) locales[locale] = size;
    else total += size;
    if (entryPoint.endsWith(entry)) addresses.script = `/${folder}/${basename(path)}`;
    if (entryPoint.endsWith(style)) addresses.style = `/${folder}/${basename(path)}`;
  }
  const template = await readFile(join(source, html), 'utf8');
  await mkdir(outdir, { recursive: true });
  await writeFile(
    join(outdir, basename(html)),
    template.replace('%SCRIPT%', addresses.script).replace('%STYLE%', addresses.style),
  );
  return [name, { total: total + Math.max(0, ...Object.values(locales)), locales }];
}

/** The language of a file of texts. */
function localeOf(entryPoint: string): string | undefined {
  return /texts\/([\w-]+)\.ts$/u.exec(entryPoint)?.[1];
}

/** A style sheet imported by the widget's script is text for `adoptedStyleSheets`. */
const styleAsText: Plugin = {
  name: 'style-as-text',
  setup(plugin) {
    plugin.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/** The widget is drawn by the part of Preact that it needs. */
const drawing = {
  'preact/jsx-runtime': join(source, 'widget/drawing/drawing.ts'),
  'preact/hooks': join(source, 'widget/drawing/hooks.ts'),
  preact: join(source, 'widget/drawing/drawing.ts'),
};

const target = ['es2022', 'chrome111', 'firefox113', 'safari16.4'];

const shared = {
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
  plugins: [styleAsText],
} as const satisfies BuildOptions;

async function gzipSize(path: string): Promise<number> {
  return gzipSync(await readFile(resolve(root, path)), { level: 9 }).length;
}

function checkBudgets({ loader, panel, attaching, locales, pages: page }: WebSizes): void {
  const weighed: readonly (readonly [string, number, number])[] = [
    ['the loader', loader, budgets.loader],
    ['the panel', panel, budgets.panel],
    ['the part that uploads files', attaching, budgets.attaching],
    ...Object.entries(locales).map(([locale, size]) => [`the language ${locale}`, size, budgets.locale] as const),
    ['the agent page', page.agent.total, budgets.agent],
    ['the admin page', page.admin.total, budgets.admin],
  ];
  const tooHeavy = weighed.filter(([, size, budget]) => size > budget);
  if (tooHeavy.length === 0) return;
  const list = tooHeavy.map(([what, size, budget]) => `${what} weighs ${size} bytes of ${budget}`).join(', ');
  throw new Error(`Over the byte budget (gzip): ${list}`);
}
