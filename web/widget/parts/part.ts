import { useEffect } from 'preact/hooks';
import { backoff } from '../../shared/backoff.ts';
import { fetchBeside } from '../beside.ts';
import { createStore, useStore } from '../store.ts';
import type { Store } from '../store.ts';
import type accentColors from './accent.ts';
import type asking from './asking.ts';
import type conversationList from './conversation-list.tsx';
import type files from './files.ts';
import { kit } from './kit.ts';
import type linkedText from './linked-text.tsx';

/** A part of the panel that most visits do without: it is fetched when it is first needed. */
export interface Part<T> {
  /** What the part gives, once it is there. */
  readonly loaded: Store<T | undefined>;
  /** Fetches it, once. Rejects when that fails; called again, it tries again. */
  readonly load: () => Promise<T>;
}

export const accentPart = createPart<typeof accentColors>('accent');
export const askingPart = createPart<typeof asking>('asking');
export const conversationListPart = createPart<typeof conversationList>('conversation-list');
export const linkedTextPart = createPart<typeof linkedText>('linked-text');
export const filesPart = createPart<typeof files>('files');

/** The parts lie beside the panel's own file. */
function createPart<T>(name: string): Part<T> {
  const loaded = createStore<T | undefined>(undefined);
  let loading: Promise<T> | undefined;
  let attempt = 0;

  async function fetchPart(): Promise<T> {
    try {
      // Browsers remember a module that could not be fetched, so each new attempt has an address of its own.
      const file = `${name}.js${attempt > 0 ? `?${attempt}` : ''}`;
      const part = ((await fetchBeside(file)) as { readonly default: (shared: typeof kit) => T }).default(kit);
      loaded.update(() => part);
      return part;
    } catch (error) {
      attempt += 1;
      loading = undefined;
      throw error;
    }
  }

  return { loaded, load: () => (loading ??= fetchPart()) };
}

/** The part, once it is there; it is fetched for as long as what uses it is shown. */
export function usePart<T>({ loaded, load }: Part<T>): T | undefined {
  useEffect(() => {
    let cancel: (() => void) | undefined;
    let failures = 0;
    let isGone = false;
    const tryIt = (): void => {
      load().catch(() => {
        if (!isGone) cancel = backoff(failures++, tryIt);
      });
    };
    tryIt();
    return () => {
      isGone = true;
      cancel?.();
    };
  }, [load]);
  return useStore(loaded);
}
