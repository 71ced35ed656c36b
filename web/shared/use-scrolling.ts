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
  /** Above the new messages. */
  readonly line: HTMLElement | null;
}

/** How far down a log stood that follows its end: who is above that has scrolled up themselves. */
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
 * new messages while they are at the end, not at all while they read further up, also when earlier ones are put in above.
 */
export function useScrolling(
  log: RefObject<HTMLElement | null>,
  conversationId: string | null,
  rows: readonly Row[],
): void {
  const before = useRef<Before | undefined>(undefined);
  const size = useRef(0);
  const observer = useRef<ResizeObserver | undefined>(undefined);
  useEffect(() => () => observer.current?.disconnect(), []);
  useLayoutEffect(() => {
    const element = log.current;
    if (element === null) return;
    const now: Before = {
      conversationId,
      first: rows.find((row) => row.kind === 'message')?.key,
      last: rows.at(-1)?.key,
      line: element.querySelector('.new'),
    };
    const grown = sizeOf(element) - size.current;
    size.current += grown;
    scroll(element, before.current, now, rows.at(-1)?.kind === 'outgoing', grown);
    before.current = now;
    // Files that come late push the newest message down; a lower window, or files above the field, cover it.
    observer.current ??= new ResizeObserver(() => {
      const known = size.current;
      size.current = sizeOf(element);
      if (size.current !== known && followedTo.has(element)) scrollToEnd(element);
    });
    for (const box of [element, ...element.children]) observer.current.observe(box);
  });
}

/** How far down it can be scrolled. */
function sizeOf(log: HTMLElement): number {
  return log.scrollHeight - log.clientHeight;
}

function scroll(log: HTMLElement, before: Before | undefined, now: Before, isWriting: boolean, grown: number): void {
  const isOpened = before?.last === undefined || before.conversationId !== now.conversationId;
  const line = isOpened || !before.line ? now.line : null;
  if (line) {
    log.scrollTop = line.offsetTop - log.offsetTop - contextPx;
    noteWhere(log);
  } else if (isOpened || (followedTo.has(log) ? grown !== 0 : isWriting && before.last !== now.last)) scrollToEnd(log);
  else if (before.first !== now.first && before.last === now.last) log.scrollTop += grown;
}
