import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere, removeFile, writeAtomically } from '../disk/atomic-file.ts';
import { takeLockSoon } from '../disk/folder-lock.ts';

/** What the stack is made from. Whoever changes none of it gets the same synthesis. */
const sources = ['bin', 'lib', 'functions', 'web', 'scripts', 'cdk.json', 'package-lock.json'];

/** The sources do not compile or the configuration is wrong; the message says where. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}

export interface SynthesisOptions {
  /** The checkout. */
  readonly root: string;
  /** Told before the seconds that a synthesis takes. */
  readonly onSynthesis: () => void;
}

/**
 * The folder of the synthesised stack, made anew only if something it is made from has changed. Two runners that start at
 * once synthesise once. Rejects with a SynthesisError.
 */
export async function cachedSynthesis({ root, onSynthesis }: SynthesisOptions): Promise<string> {
  const folder = join(root, 'dist', 'cdk.out');
  const keyFile = join(root, 'dist', 'cdk.out.key');
  const key = sourcesKey(root);
  if (await isCurrent(keyFile, key)) return folder;

  const unlock = await takeLockSoon(join(root, 'dist', 'synthesis.lock'), Number.POSITIVE_INFINITY);
  try {
    if (await isCurrent(keyFile, key)) return folder;
    onSynthesis();
    removeFile(keyFile);
    await synthesise(root, folder);
    writeAtomically(keyFile, key);
    return folder;
  } finally {
    unlock();
  }
}

async function isCurrent(keyFile: string, key: string): Promise<boolean> {
  return (await readIfThere(keyFile))?.toString() === key;
}

function sourcesKey(root: string): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const absolute = join(root, path);
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isDirectory()) {
      for (const name of readdirSync(absolute).sort()) add(join(path, name));
    } else {
      hash.update(`${path}\0${stats.size}\0`).update(readFileSync(absolute));
    }
  };
  for (const source of sources) add(source);
  return hash.digest('hex');
}

/** The app itself, without the CDK's command line, which only adds seconds, and for no account or Region in particular. */
async function synthesise(root: string, folder: string): Promise<void> {
  const { CDK_DEFAULT_ACCOUNT: _account, CDK_DEFAULT_REGION: _region, ...environment } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: root,
    env: { ...environment, NODE_NO_WARNINGS: '1', CDK_OUTDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Not to go on building for nobody.
  const end = (): boolean => child.kill();
  process.once('exit', end);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  process.off('exit', end);
  if (code !== 0) throw new SynthesisError(`The stack cannot be synthesised:\n${said.join('').trim()}`);
}
