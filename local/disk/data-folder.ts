import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder holds something else than the machine's data. */
export class ForeignFolderError extends Error {
  override readonly name = 'ForeignFolderError';
}

const lock = 'lock';
const marker = 'continuous-conversations';

/** Makes the folder if need be. Answers where its lock is. */
export function dataFolderLock(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return join(folder, lock);
}

/** Marks the folder as ours, or throws ForeignFolderError: a wrong `--data` with `--fresh` must not empty somebody's home. */
export function claimDataFolder(folder: string): void {
  const isOurs = existsSync(join(folder, marker));
  const others = readdirSync(folder).filter((name) => !name.startsWith(lock));
  if (!isOurs && others.length > 0) {
    throw new ForeignFolderError(`${folder} holds other files than the data of a runner. Choose another with --data.`);
  }
  writeFileSync(join(folder, marker), 'Data of `npm start`; may be removed while it does not run.\n');
}

/** Removes all data. The lock stays: it is held. */
export function emptyDataFolder(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(lock) && name !== marker) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
