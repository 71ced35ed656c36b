/** A few strings that outlive the page where the browser allows it, and the page's life where it does not. */
export interface Storage {
  readonly get: (key: string) => string | undefined;
  readonly set: (key: string, value: string) => void;
  readonly remove: (key: string) => void;
}

/** Storage under our own prefix. A browser that blocks or fills up makes it forgetful, never broken. */
export function createStorage(area: () => globalThis.Storage, prefix = 'continuous-chat:'): Storage {
  const memory = new Map<string, string>();

  function attempt<T>(use: (storage: globalThis.Storage) => T): T | undefined {
    try {
      return use(area());
    } catch {
      return undefined;
    }
  }

  return {
    get: (key) => memory.get(key) ?? attempt((storage) => storage.getItem(prefix + key)) ?? undefined,
    set(key, value) {
      const kept = attempt((storage) => {
        storage.setItem(prefix + key, value);
        return true;
      });
      if (kept === true) memory.delete(key);
      else memory.set(key, value);
    },
    remove(key) {
      memory.delete(key);
      attempt((storage) => storage.removeItem(prefix + key));
    },
  };
}
