import { backoff } from '../shared/backoff.ts';
import { Refusal } from '../shared/call.ts';
import { later } from '../shared/later.ts';
import { openLiveConnection } from '../shared/live-connection.ts';
import type { LiveConnection } from '../shared/live-connection.ts';
import { quietly } from '../shared/quietly.ts';
import { createArrival } from './arrival.ts';
import { initialState } from './chat-state.ts';
import type { ChatState } from './chat-state.ts';
import type { Outbox } from './outbox.ts';
import type { Patience } from './patience.ts';
import type { SessionKeeper } from './session.ts';
import type { Store } from './store.ts';
import type { Session } from './stored.ts';
import type { Sync } from './sync.ts';
import type { VisitorApi } from './visitor-api.ts';

/** Who is at the page, with what is theirs: it changes with a login, a logout, or a link from an e-mail. */
export interface Visit {
  /** Loads what there is, when there is a session. */
  readonly start: () => Promise<void>;
  /** Begins a session, if there is none. */
  readonly begin: () => Promise<void>;
  /** Listens to what is pushed, once there is a session. */
  readonly connect: () => void;
  /** Follows a resume link. */
  readonly resume: (token: string) => Promise<void>;
  /** Goes on as the site's logged-in user. Rejects when the proof is refused: then nothing changes. */
  readonly identify: (prove: () => Promise<string | undefined>) => Promise<void>;
  /** Fetches what is new. */
  readonly refresh: () => Promise<void>;
  /** Another tab began or ended a session. */
  readonly sessionChanged: () => Promise<void>;
  /** The network or the tab came back. */
  readonly nudge: () => void;
  readonly stop: () => void;
}

export interface VisitOptions {
  readonly store: Store<ChatState>;
  readonly session: SessionKeeper;
  readonly api: VisitorApi;
  readonly sync: Sync;
  readonly outbox: Outbox;
  readonly patiently: Patience['patiently'];
  /** Asks anew who is there, and what is possible here. */
  readonly learn: () => void;
}

/** Longer than a call may take. */
const longestLoginMs = 25_000;

export function createVisit(options: VisitOptions): Visit {
  const { store, session, api, sync, outbox, patiently, learn } = options;
  let live: LiveConnection | undefined;
  /** Whose conversations are on the page. */
  let shown: Session | undefined;
  /** Logins under way. */
  const logins = new Set<object>();
  const arrival = createArrival({ store, sync, onArrived: outbox.flush, isHeld: () => logins.size > 0, backoff });

  function connect(): void {
    if (shown === undefined) return;
    live ??= openLiveConnection({
      ticket: () => api.ticket(),
      onEvent: sync.receive,
      onUp() {
        if (!store.get().isConnected) learn();
        quietly(arrival.begin());
      },
      onDown: () => store.merge({ isConnected: false }),
      poll: () => quietly(arrival.refresh()),
    });
  }

  function showSession(): void {
    shown = session.current();
    store.merge({ visitor: shown?.visitor ?? null, isLimited: Boolean(shown?.limitedTo) });
  }

  async function start(): Promise<void> {
    learn();
    showSession();
    connect();
    await arrive();
  }

  /** For another visitor nothing of the one before may stay, but what was written before the site has named them. */
  async function continueAsPresent(): Promise<void> {
    const before = shown;
    showSession();
    if (shown?.visitor.id === before?.visitor.id && shown?.limitedTo === before?.limitedTo) return;
    live?.close();
    live = undefined;
    arrival.stop();
    if (before && (before.isNamed || before.limitedTo || !shown?.isNamed)) outbox.clear();
    const { isOpen, info, isFollowingLink, outgoing } = store.get();
    const unplaced = outgoing.map((one) => ({ ...one, isUnplaced: true as const }));
    store.merge({ ...initialState, isOpen, info, isFollowingLink, outgoing: unplaced });
    await start();
  }

  /**
   * Whoever writes during a login may have conversations of which nothing is known yet: it waits for them, but not for ever on a site that does
   * not say who they are.
   */
  async function identify(prove: () => Promise<string | undefined>): Promise<void> {
    const login = {};
    logins.add(login);
    if (store.get().currentId === null) store.merge({ isLoaded: false });
    later(longestLoginMs, () => giveUp(login));
    try {
      const proof = (await prove()) ?? '';
      await patiently(() => session.identify(proof));
    } catch (error) {
      giveUp(login);
      throw error;
    }
    logins.delete(login);
    await continueAsPresent();
    if (!store.get().isLoaded) await arrive();
  }

  function giveUp(login: object): void {
    if (logins.delete(login) && !store.get().isLoaded) quietly(arrive());
  }

  async function arrive(): Promise<void> {
    if (shown !== undefined) await arrival.begin();
    else if (logins.size === 0) arrival.none();
  }

  return {
    start,
    async begin() {
      await session.ensure();
      // A login shows what it brings itself.
      if (logins.size === 0) showSession();
    },
    connect,
    refresh: arrival.refresh,
    async resume(token) {
      store.merge({ isFollowingLink: true });
      try {
        const conversationId = await patiently(() => session.resume(token));
        await continueAsPresent();
        await patiently(arrival.refresh);
        await sync.show(conversationId);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        store.merge({ notice: error.status === 410 ? 'link-expired' : 'link-unknown' });
      } finally {
        store.merge({ isFollowingLink: false });
      }
    },
    identify,
    async sessionChanged() {
      session.reload();
      await continueAsPresent();
    },
    nudge() {
      if (!store.get().isLoaded) quietly(arrive());
      live?.nudge();
      outbox.flush();
    },
    stop() {
      live?.close();
      arrival.stop();
      outbox.stop();
    },
  };
}
