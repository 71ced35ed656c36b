import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where `npm run emulator:install` puts what stands in for AWS; `EMULATOR` names another folder. */
export const emulatorFolder = resolve(process.env.EMULATOR ?? join(import.meta.dirname, '../.emulator'));

export const pythonFolder = join(emulatorFolder, 'venv');
export const nodeFolder = join(emulatorFolder, 'node');

/** A program of the Python environment, such as `ministack` or `cfn-lint`. */
export function pythonProgram(name: string): string {
  return join(pythonFolder, 'bin', name);
}

/** The folder of Lambda's Node.js, for a PATH. */
export const lambdaNodeFolder = join(nodeFolder, 'node_modules/node/bin');

/** Written last, so an installation that was interrupted does not count. */
export function emulatorIsInstalled(): boolean {
  return existsSync(join(emulatorFolder, 'installed'));
}
