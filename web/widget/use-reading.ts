import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { later } from '../shared/later.ts';
import { cursorAfter } from '../shared/read-cursor.ts';
import { createReadWatcher, isInView } from '../shared/read-watcher.ts';
import { isPageAttended, watchPage } from '../shared/attention.ts';
import type { Chat } from './chat.ts';
import { currentConversation, currentThread, isOwn } from './chat-state.ts';

/** Seen together, told together: several messages come into view at once when the panel opens. */
const tellTogetherMs = 60;

/** Fine enough that a very long message, of which little is ever in view, is noticed too. */
const thresholds = Array.from({ length: 101 }, (_, step) => step / 100);

/** Watches the messages (`[data-seq]`) of a log and moves the read cursor over what has really been seen. */
export function useReading(log: RefObject<HTMLElement | null>, chat: Chat, renderedKey: unknown): void {
  const watched = useRef(new Map<Element, number>());
  const observer = useRef<IntersectionObserver | undefined>(undefined);
  const { currentId, isOpen } = chat.store.get();

  useLayoutEffect(() => {
    const root = log.current;
    if (root === null || !isOpen) return undefined;
    const seen = new Set<number>();
    const elements = watched.current;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const watcher = createReadWatcher({
      onRead(seq) {
        seen.add(seq);
        timer ??= setTimeout(tell, tellTogetherMs);
      },
      later,
    });

    function tell(): void {
      timer = undefined;
      const conversation = currentConversation(chat.store.get());
      const thread = currentThread(chat.store.get());
      if (conversation === undefined || thread === undefined) return;
      const before = conversation.visitorReadThrough;
      if (before < thread.after) return;
      const through = cursorAfter(thread.messages, before, isOwn, (seq) => seen.has(seq));
      const hasAnswer = thread.messages.some(
        ({ seq, author }) => seq > before && seq <= through && author.kind === 'agent',
      );
      if (hasAnswer) chat.readThrough(through);
    }

    const attend = (): void => {
      const attentive = isPageAttended();
      watcher.attend(attentive);
      chat.attend(attentive);
    };
    const observing = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRect, boundingClientRect, rootBounds } of entries) {
          const seq = elements.get(target);
          if (seq === undefined) continue;
          const logHeight = rootBounds?.height ?? root.clientHeight;
          const visible = intersectionRect.height;
          watcher.view(seq, visible > 0 && isInView(visible, boundingClientRect.height, logHeight));
        }
      },
      { root, threshold: thresholds },
    );
    observer.current = observing;
    attend();
    const unwatch = watchPage(attend);
    return () => {
      unwatch();
      observing.disconnect();
      elements.clear();
      watcher.stop();
      chat.attend(false);
      clearTimeout(timer);
    };
  }, [chat, log, currentId, isOpen]);

  useLayoutEffect(() => {
    const root = log.current;
    const observing = observer.current;
    if (root === null || observing === undefined) return;
    for (const element of root.querySelectorAll<HTMLElement>('[data-seq]')) {
      if (watched.current.has(element)) continue;
      watched.current.set(element, Number(element.dataset.seq));
      observing.observe(element);
    }
  }, [log, renderedKey, currentId, isOpen]);
}
