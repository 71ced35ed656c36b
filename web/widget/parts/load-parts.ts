import { useLayoutEffect } from 'preact/hooks';
import { backoff } from '../../shared/backoff.ts';
import { fetchBeside } from '../beside.ts';
import { createStore, useStore } from '../store.ts';
import type * as partsModule from './parts.ts';

type Parts = typeof partsModule;

const loaded = createStore<Parts | undefined>(undefined);
let loading: Promise<Parts> | undefined;
let attempt = 0;

/** Fetches the parts, once. Rejects when that fails; called again, it tries again. */
export function loadParts(): Promise<Parts> {
  loading ??= fetchParts();
  return loading;
}

async function fetchParts(): Promise<Parts> {
  try {
    // Browsers remember a module that could not be fetched, so each new attempt has an address of its own.
    const parts = (await fetchBeside(`parts.js${attempt > 0 ? `?${attempt}` : ''}`)) as Parts;
    loaded.update(() => parts);
    return parts;
  } catch (error) {
    attempt += 1;
    loading = undefined;
    throw error;
  }
}

/** The parts, if they are there. */
export function loadedParts(): Parts | undefined {
  return loaded.get();
}

/** The parts, once they are there; they are fetched for as long as what uses them is shown. */
export function useParts(): Parts | undefined {
  useLayoutEffect(() => {
    let cancel: (() => void) | undefined;
    let failures = 0;
    let isGone = false;
    const tryIt = (): void => {
      loadParts().catch(() => {
        if (!isGone) cancel = backoff(failures++, tryIt);
      });
    };
    tryIt();
    return () => {
      isGone = true;
      cancel?.();
    };
  }, []);
  return useStore(loaded);
}
