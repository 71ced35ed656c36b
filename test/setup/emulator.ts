import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where `npm run emulator:install` puts programs that are not needed but for tests. */
const folder = process.env.EMULATOR ?? join(import.meta.dirname, '../../.emulator');

/** The path of a program of the emulator; it is there where `describeOnEmulator` runs its tests. */
export function emulatorProgram(name: string): string {
  return join(folder, 'venv/bin', name);
}

const isEmulatorInstalled = existsSync(emulatorProgram('ministack'));

/**
 * A group of tests that need the emulator. Where it is not installed they are skipped, with a line that says how to install it; on CI,
 * where it belongs, they fail instead.
 */
export function describeOnEmulator(name: string, tests: () => void): void {
  if (isEmulatorInstalled) {
    describe(name, tests);
    return;
  }
  const missing = 'the emulator is not installed: npm run emulator:install';
  if (process.env.CI === 'true') {
    test(name, () => {
      throw new Error(missing);
    });
    return;
  }
  process.stderr.write(`Skipped “${name}”: ${missing}\n`);
  describe.skip(name, tests);
}
