import type { Page, Request } from 'playwright-core';
import { eventually } from './eventually.ts';

/** What a page asks for from now on and has not been answered yet: it is empty when nothing more can come in. */
export function unansweredOf(page: Page): ReadonlySet<Request> {
  const unanswered = new Set<Request>();
  page.on('request', (request) => unanswered.add(request));
  page.on('requestfinished', (request) => unanswered.delete(request));
  page.on('requestfailed', (request) => unanswered.delete(request));
  return unanswered;
}

/** Waits until nothing more can come in. */
export async function allAnswered(unanswered: ReadonlySet<unknown>): Promise<void> {
  await eventually(
    () => unanswered.size,
    (size) => size === 0,
  );
}
