import type { Message } from '../../contract/messages.ts';

/**
 * How far the read cursor may move: up to the last message before which nothing of the others is unseen. One number
 * stands for all before it, so an answer that was scrolled past keeps the cursor behind itself and is still e-mailed.
 * @param messages ascending, without gaps from `readThrough` on
 */
export function cursorAfter(
  messages: readonly Message[],
  readThrough: number,
  isMine: (message: Message) => boolean,
  seen: (seq: number) => boolean,
): number {
  let through = readThrough;
  for (const message of messages) {
    if (message.seq <= readThrough || isMine(message)) continue;
    if (!seen(message.seq)) break;
    through = message.seq;
  }
  return through;
}
