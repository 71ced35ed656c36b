import { signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import { isPageAttended } from '../shared/attention.ts';
import { plainName } from '../shared/display-text.ts';

/** How an agent is told of a message while they look elsewhere: title and badge always, sound and notification if they want. */
export interface Alerts {
  /** Conversations with news that have not been opened since. */
  readonly waiting: ReadonlySignal<ReadonlySet<string>>;
  /** What a screen reader is told; at most every few seconds. */
  readonly announcement: ReadonlySignal<string>;
  readonly sound: Signal<boolean>;
  readonly permission: ReadonlySignal<NotificationPermission | 'unsupported'>;
  readonly askPermission: () => Promise<void>;
  readonly tell: (news: { conversationId: string; title: string; text: string }) => void;
  readonly seen: (conversationId: string) => void;
}

const quietMs = 5_000;
const soundKey = 'continuous-chat-console:sound';

export function createAlerts(onOpen: (conversationId: string) => void): Alerts {
  const waiting = signal<ReadonlySet<string>>(new Set());
  const announcement = signal('');
  const sound = signal(stored() === 'on');
  const permission = signal<NotificationPermission | 'unsupported'>(
    'Notification' in window ? Notification.permission : 'unsupported',
  );
  let spokenAt = Number.NEGATIVE_INFINITY;

  sound.subscribe((isOn) => {
    try {
      localStorage.setItem(soundKey, isOn ? 'on' : 'off');
    } catch {
      // Then it is off next time.
    }
  });

  return {
    waiting,
    announcement,
    sound,
    permission,
    async askPermission() {
      permission.value = await Notification.requestPermission();
    },
    tell({ conversationId, title, text }) {
      waiting.value = new Set([...waiting.value, conversationId]);
      if (Date.now() - spokenAt > quietMs) {
        spokenAt = Date.now();
        announcement.value = title;
        if (sound.value) ring();
      }
      if (!sound.value || permission.value !== 'granted' || isPageAttended()) return;
      const notification = new Notification(title, { body: plainName(text), tag: conversationId });
      notification.onclick = () => {
        window.focus();
        onOpen(conversationId);
        notification.close();
      };
    },
    seen(conversationId) {
      if (!waiting.value.has(conversationId)) return;
      waiting.value = new Set([...waiting.value].filter((one) => one !== conversationId));
    },
  };
}

function stored(): string | null {
  try {
    return localStorage.getItem(soundKey);
  } catch {
    return null;
  }
}

/** Two short, soft notes; no file to load. */
function ring(): void {
  const audio = new AudioContext();
  [660, 880].forEach((frequency, at) => {
    const start = audio.currentTime + at * 0.14;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.08, start);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.3);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.32);
  });
  setTimeout(() => void audio.close(), 1_000);
}
