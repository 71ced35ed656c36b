import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { emulatorFolder } from '../../scripts/emulator.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Release {
  readonly version: string;
  /** A checkout of it, with its dependencies. */
  readonly project: string;
}

/**
 * The last released version, checked out beside the emulator: that of the newest commit that changed the package's version. Throws
 * without the history, as in a shallow clone.
 */
export function lastRelease(): Release {
  const commit = git('log', '-1', '--format=%H', '-G^  "version": ', '--', 'package.json').trim();
  const project = join(emulatorFolder, 'released', commit);
  if (!existsSync(join(project, 'node_modules'))) {
    rmSync(project, { recursive: true, force: true });
    mkdirSync(project, { recursive: true });
    execFileSync('tar', ['-x', '-C', project], {
      input: execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 2 ** 30 }),
    });
    if (readFileSync(join(project, 'package-lock.json')).equals(readFileSync(join(root, 'package-lock.json')))) {
      symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
    } else {
      execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--silent'], { cwd: project });
    }
  }
  const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string };
  return { version, project };
}

function git(...options: readonly string[]): string {
  return execFileSync('git', options, { cwd: root, encoding: 'utf8' });
}
