/** Reports of presence: rare, because each is a request, and because they hold an e-mail back. */
export interface Presence {
  /** Somebody is, or is no more, in front of the open panel. */
  readonly attend: (attentive: boolean) => void;
  readonly typed: () => void;
  readonly stop: () => void;
}

export interface Activity {
  readonly visible: boolean;
  readonly typing: boolean;
}

export interface PresenceOptions {
  readonly report: (activity: Activity) => void;
  readonly now: () => number;
  readonly later: (ms: number, run: () => void) => () => void;
}

const visibleEveryMs = 30_000;
const typingEveryMs = 5_000;

/**
 * Says "visible" at most every 30 seconds while somebody is there, "typing" at most every 5. A report counts for 60
 * seconds, so one that comes every 30 leaves no hole.
 */
export function createPresence({ report, now, later }: PresenceOptions): Presence {
  let attentive = false;
  let visibleAt = Number.NEGATIVE_INFINITY;
  let typedAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | undefined;

  function tick(): void {
    const due = visibleAt + visibleEveryMs - now();
    if (due <= 0) {
      visibleAt = now();
      report({ visible: true, typing: false });
    }
    cancel = later(due <= 0 ? visibleEveryMs : due, tick);
  }

  return {
    attend(nowAttentive) {
      if (nowAttentive === attentive) return;
      attentive = nowAttentive;
      if (attentive) tick();
      else cancel?.();
    },
    typed() {
      if (!attentive || now() - typedAt < typingEveryMs) return;
      typedAt = now();
      visibleAt = now();
      report({ visible: true, typing: true });
    },
    stop: () => cancel?.(),
  };
}

/** The server takes a conversation for idle after 5 seconds; a little more, so that it agrees. */
export const idleMs = 5_400;

/** Tells the server once when nobody has written or typed for a while. */
export interface IdleReport {
  /** Somebody wrote, or the visitor is typing: it starts anew. */
  readonly restart: (conversationId: string) => void;
  readonly cancel: () => void;
}

export function createIdleReport(
  report: (conversationId: string) => void,
  later: (ms: number, run: () => void) => () => void,
): IdleReport {
  let cancelTimer: (() => void) | undefined;
  return {
    restart(conversationId) {
      cancelTimer?.();
      cancelTimer = later(idleMs, () => report(conversationId));
    },
    cancel: () => cancelTimer?.(),
  };
}
