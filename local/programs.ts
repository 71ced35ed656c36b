import { join } from 'node:path';
import { build } from 'esbuild';

/** The runner's own programs beside itself, as plain JavaScript. */
export interface Programs {
  /** What runs in a function's worker. */
  readonly worker: string;
  /** What guards the DynamoDB engine. */
  readonly engineGuard: string;
}

/** Compiles them into a folder. Loaded as TypeScript, each worker would start the loader anew and take 0.2 s longer. */
export async function buildPrograms(folder: string): Promise<Programs> {
  await build({
    entryPoints: {
      worker: join(import.meta.dirname, 'lambda', 'worker-program.ts'),
      'engine-guard': join(import.meta.dirname, 'dynamodb', 'engine-guard.ts'),
    },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  return { worker: join(folder, 'worker.mjs'), engineGuard: join(folder, 'engine-guard.mjs') };
}
