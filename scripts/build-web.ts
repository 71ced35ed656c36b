import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';
import { buildWidget } from './build-widget.ts';
import type { WidgetSizes } from './build-widget.ts';
import { bundling, gzipBytes, root, smaller, source } from './bundling.ts';

/** Sizes as they travel: gzip, in bytes; JavaScript and CSS together. */
export interface WebSizes extends WidgetSizes {
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
  /** What the panel and the agents' pages consist of. */
  readonly largest: Readonly<Record<'panel' | Page, readonly Component[]>>;
}

/** A package, or a file of ours, with its minified bytes before gzip. */
export type Component = readonly [name: string, bytes: number];

type Page = (typeof pages)[number]['name'];

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
const budgets = { loader: 2_100, panel: 23_552, parts: 5_120, locale: 1_536, agent: 71_680, admin: 46_080 };

/**
 * Builds all pages into `dist/web`: the loader under a stable name, everything else hashed. Throws when something weighs
 * more than its budget.
 */
export async function buildWeb(): Promise<BuiltWeb> {
  const fresh = `${directory}-${randomUUID()}`;
  try {
    const [widget, ...builtPages] = await Promise.all([
      buildWidget(join(fresh, 'widget')),
      ...pages.map((page) => buildPage(fresh, page)),
    ]);
    const pageSizes = builtPages.map(([name, { size }]) => [name, size] as const);
    const sizes: WebSizes = { ...widget.sizes, pages: Object.fromEntries(pageSizes) as Record<Page, PageSize> };
    checkBudgets(sizes);
    await putInPlace(fresh);
    const metafiles = [
      ['panel', widget.metafile],
      ...builtPages.map(([name, { metafile }]) => [name, metafile]),
    ] as const;
    const largest = metafiles.map(([name, metafile]) => [name, largestIn(metafile as Metafile)]);
    return { directory, sizes, largest: Object.fromEntries(largest) as BuiltWeb['largest'] };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/**
 * Puts the finished build in place file by file, what has a stable name last, and then removes what is not of it: whoever serves the
 * pages meanwhile, or builds the same ones, always finds every file whole.
 */
async function putInPlace(fresh: string): Promise<void> {
  const files = await filesIn(fresh);
  const isStable = (file: string): boolean => file.endsWith('.html') || file === join('widget', 'loader.js');
  for (const file of [...files.filter((one) => !isStable(one)), ...files.filter(isStable)]) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await rename(join(fresh, file), join(directory, file));
  }
  const own = new Set(files);
  const old = (await filesIn(directory)).filter((file) => !own.has(file));
  await Promise.all(old.map((file) => rm(join(directory, file), { force: true })));
}

/** The files in a folder and those below, relative to it. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

async function buildPage(
  into: string,
  { name, folder, entry, style, html }: (typeof pages)[number],
): Promise<[Page, { readonly size: PageSize; readonly metafile: Metafile }]> {
  const outdir = join(into, folder);
  const { metafile, outputFiles } = await build({
    ...bundling,
    entryPoints: { [name]: join(source, entry), [`${name}-style`]: join(source, style) },
    outdir,
    format: 'esm',
    splitting: true,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    write: false,
  });
  let total = 0;
  const locales: Record<string, number> = {};
  const addresses = { script: '', style: '' };
  await mkdir(outdir, { recursive: true });
  for (const { path, text } of outputFiles) {
    const { entryPoint = '' } = metafile.outputs[relative(root, path)] ?? {};
    const content = path.endsWith('.js') ? await smaller(text) : text;
    await writeFile(path, content);
    const size = gzipBytes(content);
    const locale = localeOf(entryPoint);
    if (locale !== undefined) locales[locale] = size;
    else total += size;
    if (entryPoint.endsWith(entry)) addresses.script = `/${folder}/${basename(path)}`;
    if (entryPoint.endsWith(style)) addresses.style = `/${folder}/${basename(path)}`;
  }
  const template = await readFile(join(source, html), 'utf8');
  await writeFile(
    join(outdir, basename(html)),
    template.replace('%SCRIPT%', addresses.script).replace('%STYLE%', addresses.style),
  );
  return [name, { size: { total: total + Math.max(0, ...Object.values(locales)), locales }, metafile }];
}

/** The largest first; languages are left out. */
function largestIn({ outputs }: Metafile): readonly Component[] {
  const bytes = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(path)?.[1] ?? path;
      if (!path.includes('/texts/')) bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...bytes].sort(([, a], [, b]) => b - a);
}

/** The language of a file of texts. */
function localeOf(entryPoint: string): string | undefined {
  return /texts\/([\w-]+)\.ts$/u.exec(entryPoint)?.[1];
}

function checkBudgets({ loader, panel, parts, locales, pages: page }: WebSizes): void {
  const weighed: readonly (readonly [string, number, number])[] = [
    ['the loader', loader, budgets.loader],
    ['the panel', panel, budgets.panel],
    ['the parts of the panel', parts, budgets.parts],
    ...Object.entries(locales).map(([locale, size]) => [`the language ${locale}`, size, budgets.locale] as const),
    ['the agent page', page.agent.total, budgets.agent],
    ['the admin page', page.admin.total, budgets.admin],
  ];
  const tooHeavy = weighed.filter(([, size, budget]) => size > budget);
  if (tooHeavy.length === 0) return;
  const list = tooHeavy.map(([what, size, budget]) => `${what} weighs ${size} bytes of ${budget}`).join(', ');
  throw new Error(`Over the byte budget (gzip): ${list}`);
}
