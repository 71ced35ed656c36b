import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUnfinished, removeFile, writeAtomically } from './atomic-file.ts';

/** A folder with one JSON file for each record, all of them held in memory too. A change is on disk at once. */
export class RecordFolder<T> {
  readonly #folder: string;
  readonly #records = new Map<string, T>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder).sort()) {
      if (isUnfinished(name)) removeFile(join(folder, name));
      if (!name.endsWith('.json')) continue;
      this.#records.set(idOf(name), JSON.parse(readFileSync(join(folder, name), 'utf8')) as T);
    }
  }

  get(id: string): T | undefined {
    return this.#records.get(id);
  }

  /** All records, in the order they were first put; those from an earlier run come first, in the order of their ids. */
  all(): [id: string, record: T][] {
    return [...this.#records];
  }

  put(id: string, record: T): void {
    writeAtomically(this.#path(id), JSON.stringify(record));
    this.#records.set(id, record);
  }

  delete(id: string): void {
    removeFile(this.#path(id));
    this.#records.delete(id);
  }

  #path(id: string): string {
    return join(this.#folder, `${encodeURIComponent(id)}.json`);
  }
}

function idOf(fileName: string): string {
  return decodeURIComponent(fileName.slice(0, -'.json'.length));
}
