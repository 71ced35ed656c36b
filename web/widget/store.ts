import { useLayoutEffect, useState } from 'preact/hooks';

/** A value that changes by replacement, and those who want to know. */
export interface Store<T> {
  readonly get: () => T;
  readonly update: (change: (value: T) => T) => void;
  /** Replaces some of its parts. */
  readonly merge: (parts: Partial<T>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore<T>(initial: T): Store<T> {
  const listeners = new Set<() => void>();
  let value = initial;

  function update(change: (value: T) => T): void {
    const changed = change(value);
    if (changed === value) return;
    value = changed;
    for (const listener of [...listeners]) listener();
  }

  return {
    get: () => value,
    update,
    merge: (parts) => update((before) => ({ ...before, ...parts })),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's present value; the component renders again when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [value, setValue] = useState(store.get);
  useLayoutEffect(() => {
    setValue(store.get);
    return store.subscribe(() => setValue(store.get));
  }, [store]);
  return value;
}
