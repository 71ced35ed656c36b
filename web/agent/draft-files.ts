import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { mayPass } from '../shared/call.ts';
import { mostFileBytes, mostMessageFiles } from '../../contract/limits.ts';

/** A file that goes with the message that is being written. */
export interface DraftFile {
  readonly key: number;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly state: 'uploading' | 'ready' | 'failed' | 'refused' | 'too-large';
  /** How much is uploaded, from 0 to 1. */
  readonly done: number;
  /** For `attachmentIds`, once it is ready. */
  readonly id?: string;
}

export interface DraftFiles {
  readonly files: ReadonlySignal<readonly DraftFile[]>;
  /** Some were left out, because more cannot go with one message. */
  readonly tooMany: ReadonlySignal<boolean>;
  /** What is there can be sent. */
  readonly areReady: ReadonlySignal<boolean>;
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (key: number) => void;
  readonly retry: (key: number) => void;
  /** Hands the uploaded files over and begins anew. */
  readonly take: () => readonly DraftFile[];
}

export type Upload = (file: File, onProgress: (done: number) => void, signal: AbortSignal) => Promise<string>;

/** Uploads files while the message is still being written. */
export function createDraftFiles(upload: Upload): DraftFiles {
  const files = signal<readonly DraftFile[]>([]);
  const tooMany = signal(false);
  const sources = new Map<number, { readonly file: File; readonly abort: AbortController }>();
  let last = 0;

  function change(key: number, to: Partial<DraftFile>): void {
    files.value = files.value.map((file) => (file.key === key ? { ...file, ...to } : file));
  }

  async function start(key: number, file: File): Promise<void> {
    const abort = new AbortController();
    sources.set(key, { file, abort });
    change(key, { state: 'uploading', done: 0 });
    try {
      const id = await upload(file, (done) => change(key, { done }), abort.signal);
      change(key, { state: 'ready', done: 1, id });
    } catch (error) {
      change(key, { state: mayPass(error) ? 'failed' : 'refused' });
    }
  }

  return {
    files,
    tooMany,
    areReady: computed(() => files.value.every(({ state }) => state === 'ready')),
    add(added) {
      const all = [...added];
      const room = mostMessageFiles - files.value.length;
      tooMany.value = all.length > room;
      for (const file of all.slice(0, Math.max(0, room))) {
        last += 1;
        const { name, size } = file;
        const isTooLarge = size > mostFileBytes;
        const placed: DraftFile = { key: last, name, size, state: isTooLarge ? 'too-large' : 'uploading', done: 0 };
        files.value = [...files.value, placed];
        if (!isTooLarge) void start(last, file);
      }
    },
    remove(key) {
      sources.get(key)?.abort.abort();
      sources.delete(key);
      files.value = files.value.filter((file) => file.key !== key);
      tooMany.value = false;
    },
    retry(key) {
      const source = sources.get(key);
      if (source !== undefined) void start(key, source.file);
    },
    take() {
      const taken = files.value.filter(({ state }) => state === 'ready');
      files.value = [];
      tooMany.value = false;
      sources.clear();
      return taken;
    },
  };
}
