/** For work whose failure needs no word: the next reconnect, poll or report makes up for it, and the page shows that there is no connection. */
export function quietly(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
