import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { toFullMinute } from './full-minute.ts';
import type { DeadLetter, LocalApi, Mail, Schedule } from './local-api.ts';

/** What the mailbox page shows and does. */
export interface MailboxModel {
  readonly mails: ReadonlySignal<readonly Mail[] | null>;
  readonly chosenId: ReadonlySignal<string | null>;
  readonly schedules: ReadonlySignal<readonly Schedule[]>;
  readonly deadLetters: ReadonlySignal<readonly DeadLetter[]>;
  /** How far the system's time is ahead of the wall's, in milliseconds. */
  readonly ahead: ReadonlySignal<number>;
  readonly isPassing: ReadonlySignal<boolean>;
  readonly isReachable: ReadonlySignal<boolean>;
  /** What has just happened, for everybody to see. */
  readonly news: ReadonlySignal<MailboxNews | null>;
  readonly choose: (id: string | null) => void;
  /** An answer's Date header. Time may pass without this page: by curl, or in another tab. */
  readonly dated: (date: string) => void;
  readonly advance: (seconds: number) => Promise<void>;
  /** Whether the letter could be taken up again. */
  readonly redrive: (id: string) => Promise<boolean>;
  readonly start: () => void;
}

export type MailboxNews =
  { readonly kind: 'mail'; readonly id: string; readonly to: string } | { readonly kind: 'time' };

const lookEveryMs = 2_000;

/** A Date header has whole seconds, and is a moment old: closer than this the page's own idea of the time is better. */
const toleranceMs = 3_000;

export function createMailboxModel(api: LocalApi): MailboxModel {
  const mails = signal<readonly Mail[] | null>(null);
  const chosenId = signal<string | null>(idInAddress());
  const schedules = signal<readonly Schedule[]>([]);
  const deadLetters = signal<readonly DeadLetter[]>([]);
  const ahead = signal(0);
  const isPassing = signal(false);
  const isReachable = signal(true);
  const news = signal<MailboxNews | null>(null);

  async function look(): Promise<void> {
    try {
      const [found, timers, letters] = await Promise.all([api.mails(), api.schedules(), api.deadLetters()]);
      const before = mails.value;
      const newest = found[0];
      if (before !== null && newest !== undefined && !before.some(({ id }) => id === newest.id)) {
        news.value = { kind: 'mail', id: newest.id, to: newest.to };
      }
      if (before?.length !== found.length || before[0]?.id !== newest?.id) mails.value = found;
      schedules.value = timers;
      deadLetters.value = letters;
      isReachable.value = true;
    } catch {
      isReachable.value = false;
    }
  }

  function lookIfSeen(): void {
    if (document.visibilityState === 'visible' && !isPassing.value) void look();
  }

  return {
    mails,
    chosenId,
    schedules,
    deadLetters,
    ahead,
    isPassing,
    isReachable,
    news,
    choose(id) {
      chosenId.value = id;
      if (news.value?.kind === 'mail' && news.value.id === id) news.value = null;
      history.replaceState(null, '', id === null ? '#' : `#${encodeURIComponent(id)}`);
    },
    dated(date) {
      const told = Date.parse(date) - Date.now();
      if (Math.abs(told - ahead.value) > toleranceMs) ahead.value = told;
    },
    async advance(seconds) {
      isPassing.value = true;
      try {
        const now = await api.advance(toFullMinute(Date.now() + ahead.value, seconds));
        ahead.value = Date.parse(now) - Date.now();
        news.value = { kind: 'time' };
        await look();
      } finally {
        isPassing.value = false;
      }
    },
    async redrive(id) {
      const isDone = await api.redrive(id).then(
        () => true,
        () => false,
      );
      await look();
      return isDone;
    },
    start() {
      void look();
      setInterval(lookIfSeen, lookEveryMs);
      document.addEventListener('visibilitychange', lookIfSeen);
    },
  };
}

function idInAddress(): string | null {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return null;
  }
}
