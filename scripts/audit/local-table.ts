import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SteppedClock } from '../../local/clock/stepped-clock.ts';
import { dataFolderLock } from '../../local/disk/data-folder.ts';
import { takeLock } from '../../local/disk/folder-lock.ts';
import { EngineClient } from '../../local/dynamodb/engine-client.ts';
import { startEngine } from '../../local/dynamodb/engine.ts';
import { listOf, textOf } from '../../local/json.ts';
import { buildPrograms } from '../../local/programs.ts';

export interface LocalTable {
  readonly endpoint: string;
  readonly name: string;
  /** The stepped time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly close: () => Promise<void>;
}

/**
 * The table of one machine: of the runner at a URL, or of the one whose data are in a folder. While that does not run, its
 * engine is started for as long as the table is open. Rejects with LockedError when it runs and does not answer.
 */
export async function openLocalTable(place: string): Promise<LocalTable> {
  if (/^https?:/.test(place)) return ofRunner(place);
  const folder = resolve(place);
  if (!existsSync(join(folder, 'dynamodb.db'))) throw new Error(`There are no data of one machine in ${place}`);
  const url = await readFile(join(folder, 'former-url'), 'utf8').catch(() => undefined);
  const running = url === undefined ? undefined : await ofRunner(url, folder).catch(() => undefined);
  return running ?? ofFolder(folder);
}

async function ofRunner(url: string, folder?: string): Promise<LocalTable> {
  const response = await fetch(new URL('/__local/table', url), { signal: AbortSignal.timeout(5000) });
  const answer = (await response.json()) as { endpoint: string; name: string; now: string; dataFolder: string };
  if (folder !== undefined && answer.dataFolder !== folder) throw new Error('This is another one');
  const ahead = Date.parse(answer.now) - Date.now();
  return { ...answer, now: () => Date.now() + ahead, close: () => Promise.resolve() };
}

async function ofFolder(folder: string): Promise<LocalTable> {
  const giveBack = takeLock(dataFolderLock(folder));
  const programs = await mkdtemp(join(tmpdir(), 'audit-'));
  const engine = await startEngine({
    folder,
    guard: (await buildPrograms(programs)).engineGuard,
    onEnd: () => undefined,
  });
  const { TableNames } = await new EngineClient(engine.endpoint).table('ListTables', {});
  const clock = await SteppedClock.open(folder);
  return {
    endpoint: engine.endpoint,
    name: textOf(listOf(TableNames)[0]) ?? '',
    now: () => clock.now(),
    close: async () => {
      await engine.stop();
      await rm(programs, { recursive: true, force: true });
      giveBack();
    },
  };
}
