import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { emulatorFolder, nodeFolder, pythonFolder } from './emulator.ts';

/**
 * Installs what stands in for AWS in `npm run test:deploy` and in the contract tests: a Python environment with MiniStack, and
 * the Node.js of the functions. Needs Python 3.10 or newer. Does nothing when the same versions are there already.
 */
const requirements = resolve(import.meta.dirname, '../test/deploy/emulator/requirements.txt');
/** Lambda's Node.js, and what it has of the AWS SDK that the CDK's own functions load. */
const packages = ['node@24.9.0', '@aws-sdk/client-s3@3.1141.0'];

const wanted = `${readFileSync(requirements, 'utf8')}\n${packages.join('\n')}`;
const stamp = join(emulatorFolder, 'installed');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
  process.stdout.write(`The emulator is installed in ${emulatorFolder}.\n`);
} else {
  rmSync(emulatorFolder, { recursive: true, force: true });
  mkdirSync(nodeFolder, { recursive: true });
  run('python3', '-m', 'venv', pythonFolder);
  run(join(pythonFolder, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', '-r', requirements);
  writeFileSync(join(nodeFolder, 'package.json'), '{"private":true}');
  run('npm', 'install', '--prefix', nodeFolder, '--no-audit', '--no-fund', '--silent', ...packages);
  writeFileSync(stamp, wanted);
  process.stdout.write(`Installed the emulator in ${emulatorFolder}.\n`);
}

function run(program: string, ...options: readonly string[]): void {
  execFileSync(program, options, { stdio: ['ignore', 'inherit', 'inherit'] });
}
