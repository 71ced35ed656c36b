import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Call } from '../shared/call.ts';
import type { Attachment } from '../shared/wire.ts';
import type { Attaching, StartAttaching } from './attaching/attaching.tsx';
import type { Pending } from './attaching/pending-files.ts';
import { createStore, useStore } from './store.ts';
import { useWords } from './words.ts';

/** Name of the hashed file, put in by scripts/build-web.ts. */
declare const ATTACHING_FILE: string;

/** What the composer needs of the part that uploads files. */
export interface UsedAttaching {
  /** Where the chosen files are shown. */
  readonly container: RefObject<HTMLDivElement | null>;
  readonly hasFiles: boolean;
  /** Everything that was chosen is uploaded. */
  readonly isReady: boolean;
  /** Adds files; says whether there were any. */
  readonly add: (files: Iterable<File> | null | undefined) => boolean;
  readonly take: () => readonly Attachment[];
}

const nothing = createStore<Pending>({ files: [], isOver: false });

/** Fetches the part that uploads files with the first file. */
export function useAttaching(call: Call): UsedAttaching {
  const words = useWords();
  const container = useRef<HTMLDivElement>(null);
  const loading = useRef<Promise<Attaching> | null>(null);
  const [attaching, setAttaching] = useState<Attaching | null>(null);
  const { files } = useStore(attaching?.store ?? nothing);

  useEffect(() => attaching?.show(words), [attaching, words]);

  async function load(): Promise<Attaching> {
    const { startAttaching } = (await import(new URL(ATTACHING_FILE, import.meta.url).href)) as {
      readonly startAttaching: StartAttaching;
    };
    if (container.current === null) throw new Error('the panel is gone');
    const started = startAttaching(container.current, call);
    setAttaching(started);
    return started;
  }

  return {
    container,
    hasFiles: files.length > 0,
    isReady: files.every(({ state }) => state === 'uploaded'),
    add(added) {
      const chosen = [...(added ?? [])];
      if (chosen.length === 0) return false;
      loading.current ??= load();
      loading.current.then(
        (started) => started.add(chosen),
        () => {
          loading.current = null;
        },
      );
      return true;
    },
    take: () => attaching?.take() ?? [],
  };
}
