import { emulatorIsInstalled } from '../../scripts/emulator.ts';

/**
 * A group of tests that need the emulator. Where it is not installed they are skipped, with a line that says how to install it; on CI,
 * where it belongs, they fail instead.
 */
export function describeOnEmulator(name: string, tests: () => void): void {
  if (emulatorIsInstalled()) {
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
