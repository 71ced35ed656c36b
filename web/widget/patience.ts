import type { Backoff } from '../shared/backoff.ts';
import { mayPass } from '../shared/call.ts';
import type { ChatState } from './chat-state.ts';
import type { Store } from './store.ts';

export interface Patience {
  /** Does it until there is an answer, and says meanwhile that there is no connection. Rejects with what no trying again mends. */
  readonly patiently: <T>(work: () => Promise<T>) => Promise<T>;
  readonly stop: () => void;
}

export function createPatience(store: Store<ChatState>, backoff: Backoff): Patience {
  /** What there is no answer to yet: while there is any, an answer to something else does not say that all is well. */
  const unanswered = new Set<() => Promise<unknown>>();
  let stopped = false;
  const isStopped = (): boolean => stopped;

  function settle(work: () => Promise<unknown>): void {
    unanswered.delete(work);
    if (unanswered.size === 0) store.merge({ isConnected: true });
  }

  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let failures = 0; ; failures += 1) {
      try {
        const answer = await work();
        settle(work);
        return answer;
      } catch (error) {
        if (!mayPass(error)) settle(work);
        if (!mayPass(error)) throw error;
        unanswered.add(work);
        store.merge({ isConnected: false });
        await new Promise<void>((resolve) => void backoff(failures, resolve));
        if (isStopped()) throw error;
      }
    }
  }

  return {
    patiently,
    stop() {
      stopped = true;
    },
  };
}
