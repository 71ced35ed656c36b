import type { LiveEvent, RealtimeTicket } from '../../contract/live.ts';
import { backoffMs } from './backoff.ts';
import { later } from './later.ts';
import { parseJson } from './parse-json.ts';

export interface Socket {
  readonly send: (data: string) => void;
  readonly close: () => void;
}

/** What a socket tells. */
export interface SocketListener {
  readonly opened: () => void;
  readonly received: (data: unknown) => void;
  readonly closed: () => void;
}

/** What is needed of the browser, so that tests can stand in for it. */
export interface LiveSurroundings {
  readonly open: (url: string, listener: SocketListener) => Socket;
  /** Runs something later; gives what cancels it. */
  readonly later: (ms: number, run: () => void) => () => void;
  readonly random: () => number;
}

export interface LiveOptions {
  /** Gets a fresh single-use ticket. */
  readonly ticket: () => Promise<RealtimeTicket>;
  readonly onEvent: (event: LiveEvent) => void;
  /** The socket is up: events come from now on; what happened before must be fetched. */
  readonly onUp: () => void;
  readonly onDown: () => void;
  /** While there is no socket: time to ask over HTTP. */
  readonly poll: () => void;
}

export interface LiveConnection {
  /** The network or the tab is back: try now, or find out whether the socket still lives. */
  readonly nudge: () => void;
  readonly close: () => void;
}

/** API Gateway closes a socket after ten idle minutes; NATs forget it sooner. */
const pingEveryMs = 240_000;
const pongWithinMs = 8_000;
const pollEveryMs = 5_000;
/** A socket that lives this long was a good one: the next failure starts counting anew. */
const soundAfterMs = 10_000;

const inBrowser: LiveSurroundings = {
  open(url, listener) {
    const socket = new WebSocket(url);
    socket.onopen = () => listener.opened();
    socket.onmessage = (event) => listener.received(event.data);
    socket.onclose = () => listener.closed();
    return socket;
  },
  later,
  random: Math.random,
};

/** Keeps a WebSocket open, come what may, and says when polling must stand in for it. */
export function openLiveConnection(options: LiveOptions, surroundings: LiveSurroundings = inBrowser): LiveConnection {
  const { later, random } = surroundings;
  const timers = new Map<'retry' | 'poll' | 'ping' | 'pong' | 'sound', () => void>();
  let socket: Socket | undefined;
  let state: 'connecting' | 'up' | 'waiting' | 'closed' = 'waiting';
  let attempt = 0;

  function set(name: Parameters<typeof timers.set>[0], ms: number, run: () => void): void {
    timers.get(name)?.();
    timers.set(name, later(ms, run));
  }

  function clear(...names: Parameters<typeof timers.set>[0][]): void {
    for (const name of names) {
      timers.get(name)?.();
      timers.delete(name);
    }
  }

  async function connect(): Promise<void> {
    clear('retry');
    state = 'connecting';
    try {
      const { url } = await options.ticket();
      if (!isClosed()) attach(url);
    } catch {
      if (!isClosed()) fail();
    }
  }

  function isClosed(): boolean {
    return state === 'closed';
  }

  function attach(url: string): void {
    const opened = surroundings.open(url, {
      opened() {
        if (socket !== opened) return;
        state = 'up';
        clear('poll');
        set('sound', soundAfterMs, () => {
          attempt = 0;
        });
        set('ping', pingEveryMs, ping);
        options.onUp();
      },
      received(data) {
        if (socket !== opened) return;
        clear('pong');
        const event = parseEvent(data);
        if (event !== undefined) options.onEvent(event);
      },
      closed() {
        if (socket === opened) fail();
      },
    });
    socket = opened;
  }

  function ping(): void {
    socket?.send('{"type":"ping"}');
    set('pong', pongWithinMs, () => {
      const silent = socket;
      fail();
      silent?.close();
    });
    set('ping', pingEveryMs, ping);
  }

  function fail(): void {
    const wasUp = state === 'up';
    socket = undefined;
    state = 'waiting';
    clear('ping', 'pong', 'sound');
    if (wasUp || attempt === 0) options.onDown();
    if (!timers.has('poll')) set('poll', pollEveryMs, poll);
    set('retry', backoffMs(attempt, random()), () => void connect());
    attempt += 1;
  }

  function poll(): void {
    options.poll();
    set('poll', pollEveryMs, poll);
  }

  void connect();
  return {
    nudge() {
      if (state === 'waiting') {
        attempt = 0;
        void connect();
      } else if (state === 'up') ping();
    },
    close() {
      state = 'closed';
      clear(...timers.keys());
      const open = socket;
      socket = undefined;
      open?.close();
    },
  };
}

const eventTypes: readonly unknown[] = ['message', 'conversation', 'read', 'typing'] satisfies LiveEvent['type'][];

/** An event of ours, or undefined: pongs and what a later version may add are passed over. */
function parseEvent(data: unknown): LiveEvent | undefined {
  const event = parseJson(data) as { readonly type?: unknown } | null | undefined;
  return eventTypes.includes(event?.type) ? (event as LiveEvent) : undefined;
}
