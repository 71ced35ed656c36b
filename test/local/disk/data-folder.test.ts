import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  claimDataFolder,
  dataFolderLock,
  emptyDataFolder,
  ForeignFolderError,
} from '../../../local/disk/data-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder of our own is emptied but for its lock', () => {
  writeFileSync(dataFolderLock(folder), '1');
  claimDataFolder(folder);
  mkdirSync(join(folder, 'queue'));
  emptyDataFolder(folder);
  expect(readdirSync(folder).sort()).toEqual(['continuous-conversations', 'lock']);
});

test('a folder with files of others is not taken for our data', () => {
  writeFileSync(join(folder, 'diary.txt'), 'Dear diary');
  expect(() => claimDataFolder(folder)).toThrow(ForeignFolderError);
});
