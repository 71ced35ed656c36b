/**
 * The server's clock as seen from here, so that "e-mail in 7:12" is right though this machine's clock is wrong. It knows
 * the Date header of answers, and that the server's time is never before a time the server itself has written down.
 */
export interface ServerClock {
  /** The server wrote this time down just now or earlier. */
  readonly saw: (time: string | null | undefined) => void;
  /** An answer's Date header: the server's time to a second. */
  readonly says: (date: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A clock that starts out believing the local one. */
export function createServerClock(localNow: () => number): ServerClock {
  let ahead: number | undefined;
  let atLeast = Number.NEGATIVE_INFINITY;
  return {
    saw(time) {
      const written = Date.parse(time ?? '');
      if (!Number.isNaN(written)) atLeast = Math.max(atLeast, written - localNow());
    },
    says(date) {
      const told = Date.parse(date);
      if (!Number.isNaN(told)) ahead = told - localNow();
    },
    now: () => localNow() + Math.max(ahead ?? (atLeast > 0 ? atLeast : 0), atLeast),
  };
}
