import type { SentMessage } from '../../contract/conversations.ts';
import type { Backoff } from '../shared/backoff.ts';
import { mayPass, Refusal } from '../shared/call.ts';
import { parseJson } from '../shared/parse-json.ts';
import type { ChatState } from './chat-state.ts';
import type { Storage } from './storage.ts';
import type { Store } from './store.ts';
import type { Outgoing } from './stored.ts';

export interface OutboxOptions {
  readonly store: Store<ChatState>;
  readonly storage: Storage;
  /** Hands one message over; repeating it is harmless, because its clientMessageId stays the same. */
  readonly send: (outgoing: Outgoing) => Promise<SentMessage>;
  readonly onSent: (outgoing: Outgoing, sent: SentMessage) => void;
  readonly backoff: Backoff;
}

export interface Outbox {
  readonly add: (outgoing: Omit<Outgoing, 'state'>) => void;
  /** The visitor wants a failed message sent again. */
  readonly retry: (clientMessageId: string) => void;
  readonly discard: (clientMessageId: string) => void;
  /** The network is back: do not wait any longer. */
  readonly flush: () => void;
  /** Another visitor takes over: what the one before has written is not theirs. */
  readonly clear: () => void;
  readonly stop: () => void;
}

const key = 'outbox';
/** After so many answers that are none (5xx), only the visitor's own wish tries again. A cut network is waited for. */
const triesBeforeGivingUp = 5;

/** Sends the visitor's messages one after another, in the order written, until each is confirmed; survives a reload, beside other tabs. */
export function createOutbox({ store, storage, send, onSent, backoff }: OutboxOptions): Outbox {
  /** What this tab has had in it. Whatever else is stored, another tab has written. */
  const known = new Set<string>();
  let isBusy = false;
  let tries = 0;
  let cancelRetry: (() => void) | undefined;
  let isStopped = false;

  function change(update: (outgoing: readonly Outgoing[]) => readonly Outgoing[]): void {
    store.merge({ outgoing: update(store.get().outgoing) });
    persist();
  }

  function persist(): void {
    if (isStopped) return;
    const { outgoing } = store.get();
    for (const { clientMessageId } of outgoing) known.add(clientMessageId);
    const others = parseOutgoing(storage.get(key)).filter((one) => !known.has(one.clientMessageId));
    const all = [...others, ...outgoing];
    if (all.length === 0) storage.remove(key);
    else storage.set(key, JSON.stringify(all));
  }

  function mark(id: string, state: Outgoing['state']): void {
    change((all) => all.map((one) => (one.clientMessageId === id ? { ...one, state } : one)));
  }

  async function drain(): Promise<void> {
    if (isBusy || isStopped) return;
    isBusy = true;
    cancelRetry?.();
    for (let next = nextToSend(); next !== undefined; next = nextToSend()) {
      if (!(await attempt(next))) break;
    }
    isBusy = false;
  }

  function nextToSend(): Outgoing | undefined {
    return store.get().outgoing.find((one) => one.state !== 'failed');
  }

  async function attempt(outgoing: Outgoing): Promise<boolean> {
    const id = outgoing.clientMessageId;
    if (outgoing.state !== 'sending') mark(id, 'sending');
    try {
      const sent = await send(outgoing);
      tries = 0;
      onSent(outgoing, sent);
      change((all) => all.filter((one) => one.clientMessageId !== id));
      return true;
    } catch (error) {
      const isAnswered = error instanceof Refusal;
      tries += 1;
      if (!mayPass(error) || (isAnswered && tries >= triesBeforeGivingUp)) {
        tries = 0;
        mark(id, 'failed');
        return true;
      }
      mark(id, 'waiting');
      cancelRetry = backoff(tries - 1, () => void drain());
      return false;
    }
  }

  const stored = parseOutgoing(storage.get(key));
  if (stored.length > 0) {
    change(() => stored);
    void drain();
  }

  return {
    add(outgoing) {
      change((all) => [...all, { ...outgoing, state: 'sending' }]);
      void drain();
    },
    retry(id) {
      mark(id, 'sending');
      void drain();
    },
    discard: (id) => change((all) => all.filter((one) => one.clientMessageId !== id)),
    flush() {
      persist();
      void drain();
    },
    clear() {
      store.merge({ outgoing: [] });
      storage.remove(key);
    },
    stop() {
      isStopped = true;
      cancelRetry?.();
    },
  };
}

function parseOutgoing(stored: string | undefined): readonly Outgoing[] {
  const value = parseJson(stored);
  return Array.isArray(value) ? (value as readonly Outgoing[]) : [];
}
