import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The lock is held by a process that lives. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
  readonly holder: number;

  constructor(path: string, holder: number) {
    super(`${path} is held by process ${holder}`);
    this.holder = holder;
  }
}

/**
 * Takes a lock: a file that names its holder. That of a dead process is taken over. Returns what gives it back.
 * Throws LockedError while the holder lives.
 */
export function takeLock(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    // Creating by link is atomic and brings the content with it: no other runner ever sees an empty lock.
    while (!linked(mine, path)) removeIfStale(path);
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (holderOf(path) === process.pid) rmSync(path, { force: true });
  };
}

/** Takes a lock, if need be as soon as its holder gives it back. Rejects with LockedError if that takes longer. */
export async function takeLockSoon(path: string, longestMs: number): Promise<() => void> {
  const giveUpAt = performance.now() + longestMs;
  for (;;) {
    try {
      return takeLock(path);
    } catch (error) {
      if (!(error instanceof LockedError) || performance.now() > giveUpAt) throw error;
      await wait(50);
    }
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function removeIfStale(path: string): void {
  const holder = holderOf(path);
  if (holder === undefined) return;
  if (isAlive(holder)) throw new LockedError(path, holder);
  // Of two runners that find the same dead holder, one may move away what the other has just created: it puts that back.
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (holderOf(aside) !== holder) linked(aside, path);
  rmSync(aside, { force: true });
}

function holderOf(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Our own id in the file is a former process's: ids are given again, in a container often the same one. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
