/**
 * Decides when a message has been read: it was in view for a while without a break, on a page that was visible and
 * focused all the time. Knows nothing of the DOM; who watches it tells what is in view and whether anybody is there.
 */
export interface ReadWatcher {
  /** A message came into view or left it. */
  readonly view: (seq: number, inView: boolean) => void;
  /** Somebody is, or is no more, in front of the page: panel open, page visible and focused. */
  readonly attend: (attentive: boolean) => void;
  readonly stop: () => void;
}

export interface ReadWatcherOptions {
  /** Called once for each message, when it has been read. */
  readonly onRead: (seq: number) => void;
  readonly later: (ms: number, run: () => void) => () => void;
}

/** Long enough not to count what merely scrolls by. */
export const dwellMs = 600;

export function createReadWatcher({ onRead, later }: ReadWatcherOptions): ReadWatcher {
  const inView = new Set<number>();
  const running = new Map<number, () => void>();
  const read = new Set<number>();
  let attentive = false;

  function start(seq: number): void {
    if (!attentive || read.has(seq) || running.has(seq)) return;
    running.set(
      seq,
      later(dwellMs, () => {
        running.delete(seq);
        read.add(seq);
        onRead(seq);
      }),
    );
  }

  function halt(seq: number): void {
    running.get(seq)?.();
    running.delete(seq);
  }

  return {
    view(seq, nowInView) {
      if (nowInView) {
        inView.add(seq);
        start(seq);
      } else {
        inView.delete(seq);
        halt(seq);
      }
    },
    attend(nowAttentive) {
      if (nowAttentive === attentive) return;
      attentive = nowAttentive;
      for (const seq of inView) {
        if (attentive) start(seq);
        else halt(seq);
      }
    },
    stop() {
      for (const seq of running.keys()) halt(seq);
      inView.clear();
    },
  };
}

/**
 * Whether a message is in view: most of it, or, since a long one never fits, most of what the log can show.
 * All in pixels.
 */
export function isInView(visibleHeight: number, messageHeight: number, logHeight: number): boolean {
  return visibleHeight >= 0.6 * Math.min(messageHeight, logHeight);
}
