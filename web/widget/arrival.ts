import type { Backoff } from '../shared/backoff.ts';
import { mayPass } from '../shared/call.ts';
import { newestConversation } from './chat-state.ts';
import type { ChatState } from './chat-state.ts';
import type { Store } from './store.ts';
import type { Sync } from './sync.ts';

export interface ArrivalOptions {
  readonly store: Store<ChatState>;
  readonly sync: Pick<Sync, 'refresh' | 'show'>;
  /** The messages that waited for their conversation may go. */
  readonly onArrived: () => void;
  /** A login is under way, which may bring others. */
  readonly isHeld: () => boolean;
  readonly backoff: Backoff;
}

/** The conversations that the visitor had before they came to this page. */
export interface Arrival {
  /** Loads them, or what is new, and does not give up: an answer that fails must not make a stranger of them. Resolves after the first try. */
  readonly begin: () => Promise<void>;
  /** Fetches what is new, and with the first success goes on in the newest conversation. */
  readonly refresh: () => Promise<void>;
  /** There are none. */
  readonly none: () => void;
  readonly stop: () => void;
}

export function createArrival({ store, sync, onArrived, isHeld, backoff }: ArrivalOptions): Arrival {
  let cancel: (() => void) | undefined;
  /** What was begun before the present one, or before the end, tries no more. */
  let round = 0;

  async function refresh(): Promise<void> {
    await sync.refresh();
    const { isLoaded, conversations, currentId, view } = store.get();
    store.merge({ isConnected: true });
    if (isLoaded || isHeld()) return;
    const newest = newestConversation(conversations);
    // Before anything is sent: what stands in it has arrived.
    if (currentId === null && view === 'conversation' && newest !== undefined) await sync.show(newest.id);
    store.update((state) => ({
      ...state,
      isLoaded: true,
      outgoing: state.outgoing.flatMap((one) => {
        if (!one.isUnplaced) return one;
        const id = one.conversationId ?? newest?.id ?? null;
        // One that did not come along is not this visitor's.
        const isHis = id === null || conversations.some((conversation) => conversation.id === id);
        return isHis ? { ...one, conversationId: id, isUnplaced: undefined } : [];
      }),
    }));
    onArrived();
  }

  async function load(mine: number, failures: number): Promise<void> {
    try {
      await refresh();
    } catch (error) {
      // A conversation that has become somebody else's does not come back by asking.
      if (mine !== round || !mayPass(error)) return;
      store.merge({ isConnected: false });
      cancel = backoff(failures, () => void load(mine, failures + 1));
    }
  }

  function stop(): void {
    round += 1;
    cancel?.();
  }

  return {
    begin() {
      stop();
      return load(round, 0);
    },
    refresh,
    none() {
      stop();
      store.update((state) => ({
        ...state,
        isLoaded: true,
        // What was written in a conversation is whose that is, and nobody knows now.
        outgoing: state.outgoing.map((one) => (one.conversationId === null ? { ...one, isUnplaced: undefined } : one)),
      }));
      onArrived();
    },
    stop,
  };
}
