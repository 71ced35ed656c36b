import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** What an agent is told for a while, with the one thing that they can do about it. */
export interface Notice {
  readonly kind: 'failed' | 'solved';
  readonly act: () => void;
}

/** The one place where the page says that something did not work, or can be undone. */
export interface Notices {
  readonly shown: ReadonlySignal<Notice | null>;
  readonly tell: (notice: Notice) => void;
  readonly dismiss: () => void;
  /** Does something that an agent wants done. If it fails they are told, and may have it done again. Never rejects. */
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}

export function createNotices(): Notices {
  const shown = signal<Notice | null>(null);

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch {
      shown.value = { kind: 'failed', act: () => void attempt(work) };
    }
  }

  return {
    shown,
    tell(notice) {
      shown.value = notice;
    },
    dismiss() {
      shown.value = null;
    },
    attempt,
  };
}
