import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readIfThere, removeFile, writeAtomically } from '../disk/atomic-file.ts';
import { freePort } from '../free-port.ts';

/** No DynamoDB can be had. The message says what to do. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

export interface Engine {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

export interface EngineOptions {
  /** Where its data live. */
  readonly folder: string;
  /** The compiled engine-guard.ts. */
  readonly guard: string;
  /** Told when it ends of itself. */
  readonly onEnd: () => void;
}

/** The engine under a guard, or the one that `DYNAMODB_ENDPOINT` names. Throws EngineError. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const given = process.env.DYNAMODB_ENDPOINT;
  if (given) {
    await answers(given, () => undefined);
    return { endpoint: given.replace(/\/$/, ''), stop: () => Promise.resolve() };
  }
  const binary = engineBinary();
  await formerEngineGone(options.folder);
  const port = await freePort();
  const database = join(options.folder, 'dynamodb.db');
  const log = openSync(join(options.folder, 'engine.log'), 'a');
  const child = spawn(
    process.execPath,
    [options.guard, binary, '--host', '127.0.0.1', '--port', String(port), '--db-path', database],
    { stdio: ['pipe', log, log], detached: true },
  );
  closeSync(log);
  let stopping = false;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => {
    if (!stopping) options.onEnd();
  });
  writeAtomically(guardFile(options.folder), String(child.pid));
  const endpoint = `http://127.0.0.1:${port}`;
  await answers(endpoint, () => exitOf(child));
  return {
    endpoint,
    stop: async () => {
      stopping = true;
      child.stdin?.destroy();
      await ended;
      removeFile(guardFile(options.folder));
    },
  };
}

/** The package for this machine. There is one for Linux on x64 only on npm; it is an optional dependency. */
function engineBinary(): string {
  const packageName = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(createRequire(import.meta.filename).resolve(`${packageName}/package.json`));
    const binary = join(folder, process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
    if (existsSync(binary)) return binary;
  } catch {
    // Not installed.
  }
  throw new EngineError(
    `No DynamoDB engine for ${process.platform}-${process.arch} is installed (${packageName}). ` +
      "Start one yourself, for example Amazon's DynamoDB Local, and set DYNAMODB_ENDPOINT to its URL.",
  );
}

function guardFile(folder: string): string {
  return join(folder, 'engine-guard.pid');
}

/** After a kill the former guard needs a moment to end its engine; two on one file would be one too many. */
async function formerEngineGone(folder: string): Promise<void> {
  const pid = Number((await readIfThere(guardFile(folder)))?.toString() ?? '0');
  for (let waited = 0; pid > 0 && waited < 5000 && isRunning(pid); waited += 20) await wait(20);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function exitOf(child: ChildProcess): string | undefined {
  return child.exitCode === null ? undefined : `it ended with status ${child.exitCode}, see engine.log among the data`;
}

async function answers(endpoint: string, failure: () => string | undefined): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 10) {
    const reason = failure();
    if (reason !== undefined) throw new EngineError(`The DynamoDB engine does not run: ${reason}.`);
    try {
      await fetch(endpoint);
      return;
    } catch {
      await wait(10);
    }
  }
  throw new EngineError(`No DynamoDB engine answers at ${endpoint}.`);
}
