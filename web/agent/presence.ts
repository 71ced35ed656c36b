import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** What the pushes tell of whether visitors are there. */
export interface Presence {
  /** By conversation: when its visitor was last seen to be there, in milliseconds of the server's time. */
  readonly seen: ReadonlySignal<ReadonlyMap<string, number>>;
  /** By conversation: until when its visitor counts as writing. */
  readonly typing: ReadonlySignal<ReadonlyMap<string, number>>;
  readonly saw: (conversationId: string, at: number) => void;
  readonly types: (conversationId: string, at: number) => void;
  readonly wrote: (conversationId: string) => void;
}

/** The widget reports typing every few seconds; silence means that it has ended. */
const typingMs = 6_000;
/** As long as one report of the widget holds an e-mail back (docs/guarantees.md). */
const hereMs = 60_000;

export function createPresence(): Presence {
  const seen = signal<ReadonlyMap<string, number>>(new Map());
  const typing = signal<ReadonlyMap<string, number>>(new Map());

  function saw(conversationId: string, at: number): void {
    if (Number.isNaN(at) || at <= (seen.value.get(conversationId) ?? 0)) return;
    seen.value = new Map([...seen.value, [conversationId, at]]);
  }

  return {
    seen,
    typing,
    saw,
    types(conversationId, at) {
      saw(conversationId, at);
      typing.value = new Map([...typing.value, [conversationId, at + typingMs]]);
    },
    wrote(conversationId) {
      if (!typing.value.has(conversationId)) return;
      typing.value = new Map([...typing.value].filter(([id]) => id !== conversationId));
    },
  };
}

/** Whether the visitor counts as being there now. All in milliseconds. */
export function isHere(seenAt: number | undefined, now: number): boolean {
  return seenAt !== undefined && now - seenAt < hereMs;
}

export function isTyping(presence: Presence, conversationId: string, now: number): boolean {
  return (presence.typing.value.get(conversationId) ?? 0) > now;
}
