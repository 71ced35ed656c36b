import { mkdir, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { Mutant } from './mutants.ts';
import { addTally } from './tally.ts';
import type { Tally } from './tally.ts';
import type { Found } from './try-histories.ts';
import type { Work } from './worker.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.cache', 'prove');
let bundles = 0;

/**
 * The model as one module that workers can run, from the sources as they are or with one of them changed. Throws if what is
 * to be changed is not found exactly once: a mutant that changes nothing proves nothing.
 */
export async function bundleModel(mutant?: Mutant): Promise<string> {
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `${process.pid}-${(bundles += 1)}.mjs`);
  const changed = mutant === undefined ? undefined : mutatedSource(mutant);
  await build({
    entryPoints: [join(root, 'test/model/worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
    plugins:
      mutant === undefined || changed === undefined
        ? []
        : [
            {
              name: 'mutant',
              setup: (bundler) => {
                const file = join(root, mutant.file);
                bundler.onLoad({ filter: /\.ts$/ }, ({ path }) =>
                  path === file ? { contents: changed, loader: 'ts' } : undefined,
                );
              },
            },
          ],
  });
  return outfile;
}

/** The file of a mutant with its bug in it. Throws if what is to be changed is not found exactly once. */
export function mutatedSource({ name, file, source, replacement }: Mutant): string {
  const text = readFileSync(join(root, file), 'utf8');
  const [before, after, ...others] = text.split(source);
  if (before === undefined || after === undefined || others.length > 0) {
    throw new Error(`“${name}”: its source text is not found exactly once in ${file}`);
  }
  return `${before}${replacement}${after}`;
}

export interface Run {
  readonly tally: Tally;
  readonly tried: number;
  readonly broken: Found['broken'];
}

/** Runs a bundle's histories on several workers, until all are done or one has broken a promise. */
export async function runModel(
  bundle: string,
  work: Pick<Work, 'engine' | 'seed' | 'histories' | 'simplify'> & { readonly workers: number },
  progress: (run: Run) => void = () => undefined,
): Promise<Run> {
  const tally: Tally = {};
  let tried = 0;
  let broken: Found['broken'];
  const workers = Array.from({ length: work.workers }, (_, first) => {
    const workerData: Work = { ...work, first };
    return new Worker(bundle, { workerData });
  });
  try {
    await Promise.all(
      workers.map(
        (worker) =>
          new Promise<void>((done, failed) => {
            worker.on('message', (found: Found) => {
              addTally(tally, found.tally);
              tried += found.tried;
              broken ??= found.broken;
              progress({ tally, tried, broken });
              if (found.broken !== undefined) for (const other of workers) void other.terminate();
            });
            worker.on('error', failed);
            worker.on('exit', () => done());
          }),
      ),
    );
  } finally {
    await rm(bundle, { force: true });
  }
  return { tally, tried, broken };
}
