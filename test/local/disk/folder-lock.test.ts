import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LockedError, takeLock } from '../../../local/disk/folder-lock.ts';

let path: string;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The id of a process that is no more. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

describe('a lock', () => {
  test('names its holder, and can be taken again once it is given back', () => {
    const giveBack = takeLock(path);
    expect(readFileSync(path, 'utf8')).toBe(String(process.pid));
    giveBack();
    takeLock(path)();
  });

  test('of a process that lives is refused, and stays', () => {
    writeFileSync(path, String(process.ppid));
    expect(() => takeLock(path)).toThrow(LockedError);
    expect(() => takeLock(path)).toThrow(String(process.ppid));
    expect(readFileSync(path, 'utf8')).toBe(String(process.ppid));
  });

  test('of a process that died is taken over', () => {
    writeFileSync(path, String(deadProcess()));
    takeLock(path);
    expect(readFileSync(path, 'utf8')).toBe(String(process.pid));
  });

  test('is not given back for somebody else', () => {
    const giveBack = takeLock(path);
    writeFileSync(path, String(process.ppid));
    giveBack();
    expect(readFileSync(path, 'utf8')).toBe(String(process.ppid));
  });
});
