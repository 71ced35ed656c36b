import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/** What is known of a row: its kind is `message`, `new` (the line above new messages), `outgoing` or anything else. */
interface Row {
  readonly kind: string;
  readonly key: string;
}

/** So near the end a reader is at the end, and new messages scroll along. */
const nearEndPx = 90;

/** What stays in view above the line "new messages", so that one sees what they answer. */
const contextPx = 56;

interface Before {
  readonly conversationId: string | null;
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly hasNew: boolean;
  readonly height: number;
}

/** How far down a log stood that follows its end: who is above that has scrolled up himself. */
const followedTo = new WeakMap<HTMLElement, number>();

/**
 * Whether the log, which has scrolled, stands at its newest message. It is told of late: one that has grown or got lower
 * since it was put there is put there again.
 */
export function staysAtEnd(log: HTMLElement): boolean {
  if (isNearEnd(log) || log.scrollTop < (followedTo.get(log) ?? Infinity)) return noteWhere(log);
  scrollToEnd(log);
  return true;
}

export function scrollToEnd(log: HTMLElement | null): void {
  if (log === null) return;
  log.scrollTop = log.scrollHeight;
  noteWhere(log);
}

function isNearEnd(log: HTMLElement): boolean {
  return log.scrollHeight - log.scrollTop - log.clientHeight < nearEndPx;
}

/** From here the log follows its end, if it stands there. */
function noteWhere(log: HTMLElement): boolean {
  const follows = isNearEnd(log);
  if (follows) followedTo.set(log, log.scrollTop);
  else followedTo.delete(log);
  return follows;
}

/**
 * Scrolls a log as a reader would want it: to the first new message or the end when a conversation is opened, along with
 * new messages while he is at the end, not at all while he reads further up, also when earlier ones are put in above.
 */
export function useScrolling(
  log: RefObject<HTMLElement | null>,
  conversationId: string | null,
  rows: readonly Row[],
): void {
  const before = useRef<Before | undefined>(undefined);
  useEffect(() => {
    // A window that gets lower, or a field above which files are shown, covers the newest message.
    const element = log.current;
    let height = element?.clientHeight;
    const observer = new ResizeObserver(() => {
      // It calls for the first time without any change.
      if (element !== null && element.clientHeight !== height && followedTo.has(element)) scrollToEnd(element);
      height = element?.clientHeight;
    });
    if (element !== null) observer.observe(element);
    return () => observer.disconnect();
  }, [log]);
  useLayoutEffect(() => {
    const element = log.current;
    if (element === null) return;
    const now: Before = {
      conversationId,
      first: rows.find((row) => row.kind === 'message')?.key,
      last: rows.at(-1)?.key,
      hasNew: rows.some((row) => row.kind === 'new'),
      height: element.scrollHeight,
    };
    scroll(element, before.current, now, rows.at(-1)?.kind === 'outgoing');
    before.current = now;
  });
}

function scroll(log: HTMLElement, before: Before | undefined, now: Before, isWriting: boolean): void {
  const wasAtEnd = followedTo.has(log);
  const isOpened = before?.last === undefined || before.conversationId !== now.conversationId;
  if (now.hasNew && (isOpened || !before.hasNew)) {
    const line = log.querySelector<HTMLElement>('.new');
    log.scrollTop = line === null ? log.scrollHeight : line.offsetTop - log.offsetTop - contextPx;
    noteWhere(log);
  } else if (isOpened) scrollToEnd(log);
  else if (before.last !== now.last && (isWriting || wasAtEnd)) scrollToEnd(log);
  else if (before.first !== now.first && before.last === now.last) log.scrollTop += now.height - before.height;
  else if (wasAtEnd && before.height !== now.height) scrollToEnd(log);
}
