import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const unfinished = '.new';
let written = 0;

/**
 * Replaces a file's content: a reader, or this machine after a kill at any moment, sees the old content or the new one,
 * never a part. What was written survives the end of this process, not a power failure, like the engine's own data.
 *
 * At once and without a thread: the files are small, and handing them over would take longer than writing them.
 */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  written += 1;
  const temporary = `${path}.${process.pid}-${written}${unfinished}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

/** Whether a file of that name was being written when a process was killed. */
export function isUnfinished(name: string): boolean {
  return name.endsWith(unfinished);
}

/** The file's content; undefined if there is no such file. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes a file, if it is there. */
export function removeFile(path: string): void {
  rmSync(path, { force: true });
}
