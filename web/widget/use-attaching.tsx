import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Attachment } from '../../contract/messages.ts';
import type { Call } from '../shared/call.ts';
import { loadedParts, loadParts } from './parts/load-parts.ts';
import type { Pending, PendingFiles } from './parts/pending-files.ts';
import { createStore, useStore } from './store.ts';
import { useWords } from './words.ts';

/** What the composer needs to send files. */
export interface UsedAttaching {
  /** The files that were chosen, as they are shown above the field. */
  readonly tray: JSX.Element;
  readonly hasFiles: boolean;
  /** Everything that was chosen is uploaded. */
  readonly isReady: boolean;
  /** Adds files; says whether there were any. */
  readonly add: (files: Iterable<File> | null | undefined) => boolean;
  readonly take: () => readonly Attachment[];
}

const nothing = createStore<Pending>({ files: [], isOver: false });

/** Files that go with the message; what uploads them is fetched with the first one. */
export function useAttaching(call: Call): UsedAttaching {
  const { t } = useWords();
  const starting = useRef<Promise<PendingFiles> | null>(null);
  const [pending, setPending] = useState<PendingFiles | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const { files } = useStore(pending?.store ?? nothing);
  const Tray = loadedParts()?.Tray;

  async function start(): Promise<PendingFiles> {
    const { createPendingFiles } = await loadParts();
    const started = createPendingFiles(call);
    setPending(started);
    return started;
  }

  function add(added: Iterable<File> | null | undefined): boolean {
    const chosen = [...(added ?? [])];
    if (chosen.length === 0) return false;
    setFailed(false);
    starting.current ??= start();
    starting.current.then(
      (started) => started.add(chosen),
      () => {
        starting.current = null;
        setFailed(true);
      },
    );
    return true;
  }

  return {
    tray: (
      <>
        {pending !== null && Tray !== undefined && <Tray files={pending} />}
        {hasFailed && (
          <p class="problem" role="alert">
            {t.uploadFailed}
          </p>
        )}
      </>
    ),
    hasFiles: files.length > 0,
    isReady: files.every(({ state }) => state === 'uploaded'),
    add,
    take: () => pending?.take() ?? [],
  };
}
