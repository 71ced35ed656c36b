import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { functionNames, type FunctionName } from '../lib/function-names.ts';

const root = resolve(import.meta.dirname, '..');

export interface BuiltFunction {
  /** Holds `index.mjs`, which exports `handler`, and its chunks. */
  folder: string;
  /** Bytes that every cold start loads: `index.mjs` and what it imports statically. */
  startBytes: number;
  /** Bytes of all that is deployed, the chunks behind `await import()` included. */
  totalBytes: number;
  /** Bytes that each package contributes, the greatest first. For those who look for what made a bundle grow. */
  packages: [name: string, bytes: number][];
}

export interface BuiltFunctions {
  /** Holds a folder for each function, named after it. */
  folder: string;
  functions: Partial<Record<FunctionName, BuiltFunction>>;
}

export interface BuildOptions {
  /** Where the entry points `<name>.ts` are. */
  source?: string;
  /** Where the bundles go; what was there under a function's name is replaced. */
  target?: string;
  names?: readonly FunctionName[];
}

/**
 * Bundles each entry point to `<target>/<name>/index.mjs`, as it is deployed and as it runs on one machine. Rejects when
 * an entry point is missing or does not compile.
 */
export async function buildFunctions(options: BuildOptions = {}): Promise<BuiltFunctions> {
  const { source = join(root, 'functions'), target = join(root, 'dist/functions'), names = functionNames } = options;
  const missing = names.filter((name) => !existsSync(join(source, `${name}.ts`)));
  if (missing.length > 0) throw new Error(`No entry point in ${source} for: ${missing.join(', ')}`);

  const built = await Promise.all(
    names.map(async (name) => [name, await bundle(join(source, `${name}.ts`), join(target, name))] as const),
  );
  return { folder: target, functions: Object.fromEntries(built) };
}

/** One build for each function, so that no chunk is shared and each folder is whole. */
async function bundle(entry: string, folder: string): Promise<BuiltFunction> {
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { index: entry },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // The SDK's CommonJS builds cannot be shaken: with esbuild's own order for Node the bundles are half as large again.
    mainFields: ['module', 'main'],
    minify: true,
    // Texts in ten languages: escaped, an Arabic letter takes six bytes in place of two.
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    absWorkingDir: root,
    logLevel: 'silent',
    plugins: [credentialsFromEnvironment],
  });
  return { folder, ...sizes(metafile, relative(root, join(folder, 'index.mjs'))) };
}

const credentialsFromEnvironment: Plugin = {
  name: 'credentials-from-environment',
  setup: (bundling) => {
    bundling.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: join(import.meta.dirname, 'environment-credentials.ts'),
    }));
  },
};

function sizes({ outputs }: Metafile, index: string): Pick<BuiltFunction, 'startBytes' | 'totalBytes' | 'packages'> {
  const start = new Set<string>();
  const waiting = [index];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (start.has(file)) continue;
    start.add(file);
    const statically = outputs[file]?.imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
    waiting.push(...(statically ?? []).map(({ path }) => path));
  }

  const packages = new Map<string, number>();
  let startBytes = 0;
  let totalBytes = 0;
  for (const [file, { bytes, inputs }] of Object.entries(outputs)) {
    totalBytes += bytes;
    if (start.has(file)) startBytes += bytes;
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? 'this project';
      packages.set(name, (packages.get(name) ?? 0) + bytesInOutput);
    }
  }
  return { startBytes, totalBytes, packages: [...packages].sort(([, a], [, b]) => b - a) };
}
