import type { Attachment } from '../../../contract/messages.ts';
import { mayPass, Refusal } from '../../shared/call.ts';
import type { Call } from '../../shared/call.ts';
import { mostFileBytes, mostMessageFiles } from '../../../contract/limits.ts';
import { uploadFile } from '../../shared/upload.ts';
import { createStore } from '../store.ts';
import type { Store } from '../store.ts';

/** A file that was chosen for the next message. */
export interface PendingFile {
  readonly key: number;
  readonly file: File;
  /** `failed` may be tried again, `refused` need not. */
  readonly state: 'uploading' | 'uploaded' | 'failed' | 'refused';
  /** From 0 to 1. */
  readonly progress: number;
  readonly problem?: FileProblem | undefined;
  /** For `attachmentIds`, once it is uploaded. */
  readonly id?: string;
}

export type FileProblem = 'too-large' | 'type' | 'upload';

export interface Pending {
  readonly files: readonly PendingFile[];
  /** More were chosen than one message can carry. */
  readonly isOver: boolean;
}

/** The files that the visitor adds to what they are about to write. */
export interface PendingFiles {
  readonly store: Store<Pending>;
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (key: number) => void;
  readonly retry: (key: number) => void;
  /** What goes with the message that is being sent; nothing is pending afterwards. */
  readonly take: () => readonly Attachment[];
}

const none: Pending = { files: [], isOver: false };

/**
 * Uploads each file at once, while the visitor is still writing.
 * @param call begins a session if need be, then calls
 */
export function createPendingFiles(call: Call, upload: typeof uploadFile = uploadFile): PendingFiles {
  const store = createStore(none);
  const aborts = new Map<number, AbortController>();
  let keys = 0;

  function change(key: number, changed: Partial<PendingFile>): void {
    store.update(({ files, isOver }) => ({
      files: files.map((one) => (one.key === key ? { ...one, ...changed } : one)),
      isOver,
    }));
  }

  async function run({ key, file }: PendingFile): Promise<void> {
    const abort = new AbortController();
    aborts.set(key, abort);
    try {
      const id = await upload(call, file, {
        path: '/v1/visitor/attachments',
        onProgress: (progress) => change(key, { progress }),
        signal: abort.signal,
      });
      change(key, { state: 'uploaded', id });
    } catch (error) {
      change(key, problemOf(error));
    }
  }

  return {
    store,
    add(files) {
      const chosen = [...files];
      const fitting = chosen.slice(0, mostMessageFiles - store.get().files.length);
      const added = fitting.map((file): PendingFile => {
        const isTooLarge = file.size > mostFileBytes;
        const state = isTooLarge
          ? ({ state: 'refused', problem: 'too-large' } as const)
          : ({ state: 'uploading' } as const);
        return { key: ++keys, file, progress: 0, ...state };
      });
      store.update((before) => ({ files: [...before.files, ...added], isOver: fitting.length < chosen.length }));
      for (const one of added) if (one.state === 'uploading') void run(one);
    },
    remove(key) {
      aborts.get(key)?.abort();
      store.update(({ files }) => ({ files: files.filter((one) => one.key !== key), isOver: false }));
    },
    retry(key) {
      const pending = store.get().files.find((one) => one.key === key);
      if (pending === undefined) return;
      change(key, { state: 'uploading', progress: 0, problem: undefined });
      void run(pending);
    },
    take() {
      const taken = store
        .get()
        .files.flatMap(({ id, file }): Attachment[] =>
          id === undefined ? [] : [{ id, filename: file.name, contentType: file.type, size: file.size }],
        );
      store.update(() => none);
      return taken;
    },
  };
}

function problemOf(error: unknown): Partial<PendingFile> {
  const refusal = error instanceof Refusal ? error : undefined;
  return {
    state: refusal !== undefined && !mayPass(refusal) ? 'refused' : 'failed',
    problem: refusal?.code === 'attachment_type_refused' ? 'type' : 'upload',
  };
}
