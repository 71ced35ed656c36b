import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isUnfinished, readIfThere, removeFile, writeAtomically } from './atomic-file.ts';

/**
 * A folder with one JSON file for each record, all of them held in memory too. A change is on disk when its promise
 * resolves. Changes of one record are written in the order they were asked for.
 */
export class RecordFolder<T> {
  readonly #folder: string;
  readonly #records: Map<string, T>;
  readonly #writing = new Map<string, Promise<void>>();

  private constructor(folder: string, records: Map<string, T>) {
    this.#folder = folder;
    this.#records = records;
  }

  static async open<T>(folder: string): Promise<RecordFolder<T>> {
    await mkdir(folder, { recursive: true });
    const records = new Map<string, T>();
    for (const name of (await readdir(folder)).sort()) {
      if (isUnfinished(name)) await removeFile(join(folder, name));
      if (!name.endsWith('.json')) continue;
      const content = await readIfThere(join(folder, name));
      if (content !== undefined) records.set(idOf(name), JSON.parse(content.toString()) as T);
    }
    return new RecordFolder(folder, records);
  }

  get(id: string): T | undefined {
    return this.#records.get(id);
  }

  /** All records, in the order they were first put; those from an earlier run come first, in the order of their ids. */
  all(): [id: string, record: T][] {
    return [...this.#records];
  }

  async put(id: string, record: T): Promise<void> {
    this.#records.set(id, record);
    const content = JSON.stringify(record);
    await this.#inTurn(id, () => writeAtomically(this.#path(id), content));
  }

  async delete(id: string): Promise<void> {
    this.#records.delete(id);
    await this.#inTurn(id, () => removeFile(this.#path(id)));
  }

  async #inTurn(id: string, change: () => Promise<void>): Promise<void> {
    const before = this.#writing.get(id) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(change);
    this.#writing.set(id, turn);
    try {
      await turn;
    } finally {
      if (this.#writing.get(id) === turn) this.#writing.delete(id);
    }
  }

  #path(id: string): string {
    return join(this.#folder, `${encodeURIComponent(id)}.json`);
  }
}

function idOf(fileName: string): string {
  return decodeURIComponent(fileName.slice(0, -'.json'.length));
}
