import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { View } from '../../contract/agents.ts';
import type { Conversation } from '../../contract/conversations.ts';
import type { AgentApi } from './agent-api.ts';
import { beginsWith, belowOf, isTooShort, placed, withPage } from './queue-order.ts';
import type { QueueFilter } from './queue-order.ts';
import { createRepeating } from './repeating.ts';

/** The queue as it is shown, kept in order live. */
export interface QueueModel {
  readonly filter: ReadonlySignal<Omit<QueueFilter, 'agentId'>>;
  readonly conversations: ReadonlySignal<readonly Conversation[]>;
  readonly isLoading: ReadonlySignal<boolean>;
  readonly hasMore: ReadonlySignal<boolean>;
  /** What was searched for; `null` while nothing is. */
  readonly found: ReadonlySignal<readonly Conversation[] | null>;
  readonly searched: ReadonlySignal<string>;
  readonly show: (change: Partial<Omit<QueueFilter, 'agentId'>>) => Promise<void>;
  /** Loads again what is loaded, from the top, until it gets through. */
  readonly reload: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
  readonly search: (text: string) => Promise<void>;
  readonly place: (conversation: Conversation) => void;
  /** A conversation that is loaded, or was found. */
  readonly find: (id: string) => Conversation | undefined;
}

const mostPagesAnew = 3;

export function createQueueModel(api: AgentApi, agentId: string): QueueModel {
  const filter = signal<Omit<QueueFilter, 'agentId'>>({ view: firstView(), status: 'open' });
  const conversations = signal<readonly Conversation[]>([]);
  const isLoading = signal(false);
  const hasMore = signal(false);
  const found = signal<readonly Conversation[] | null>(null);
  const searched = signal('');
  let cursor: string | undefined;
  let generation = 0;
  /** What was placed while a page was on its way: newer than what the page says of it. */
  let placedMeanwhile: Conversation[] = [];

  function withPlaced(queue: readonly Conversation[], conversation: Conversation): readonly Conversation[] {
    return placed(queue, conversation, { ...filter.value, agentId }, cursor === undefined);
  }

  function begin(): void {
    isLoading.value = true;
    placedMeanwhile = [];
  }

  /** Too little for the server to search by; what is loaded is searched. */
  function beginsSo(text: string): readonly Conversation[] {
    return conversations.value.filter(({ visitor }) => beginsWith(visitor, text));
  }

  /**
   * Fetches the top anew, as far as it was loaded, but a few pages at most: who has scrolled through thousands keeps what
   * lies below as it is known. A later call wins over this one.
   */
  async function fetchTop(): Promise<void> {
    generation += 1;
    const mine = generation;
    const { view, status } = filter.value;
    const wanted = conversations.value.length;
    begin();
    let top: readonly Conversation[] = [];
    let next: string | undefined;
    let pages = 0;
    do {
      const page = await api.queue(view, status, next);
      if (mine !== generation) return;
      top = withPage(top, page.conversations);
      next = page.cursor;
      pages += 1;
    } while (next !== undefined && top.length < wanted && pages < mostPagesAnew);
    const below = next === undefined ? [] : belowOf(conversations.value, top);
    if (below.length === 0) cursor = next;
    conversations.value = placedMeanwhile.reduce(withPlaced, [...top, ...below]);
    hasMore.value = cursor !== undefined;
    isLoading.value = false;
  }

  const { run: reload } = createRepeating(fetchTop);

  return {
    filter,
    conversations,
    isLoading,
    hasMore,
    found,
    searched,
    async show(change) {
      filter.value = { ...filter.value, ...change };
      keepView(filter.value.view);
      conversations.value = [];
      cursor = undefined;
      await reload();
    },
    reload,
    async loadMore() {
      if (isLoading.value || cursor === undefined) return;
      const mine = generation;
      const { view, status } = filter.value;
      begin();
      try {
        const page = await api.queue(view, status, cursor);
        if (mine !== generation) return;
        cursor = page.cursor;
        conversations.value = placedMeanwhile.reduce(withPlaced, withPage(conversations.value, page.conversations));
        hasMore.value = page.cursor !== undefined;
      } finally {
        if (mine === generation) isLoading.value = false;
      }
    },
    async search(text) {
      searched.value = text;
      const wanted = text.trim();
      if (wanted === '') {
        found.value = null;
        return;
      }
      const results = isTooShort(wanted) ? beginsSo(wanted) : await api.find(wanted);
      if (searched.value === text) found.value = results;
    },
    find: (id) => [...conversations.value, ...(found.value ?? [])].find((one) => one.id === id),
    place(conversation) {
      if (isLoading.value) placedMeanwhile.push(conversation);
      conversations.value = withPlaced(conversations.value, conversation);
      found.value = found.value?.map((one) => (one.id === conversation.id ? conversation : one)) ?? null;
    },
  };
}

const viewKey = 'continuous-chat-console:view';

function firstView(): View {
  try {
    const stored = localStorage.getItem(viewKey);
    return stored === 'mine' || stored === 'unassigned' ? stored : 'all';
  } catch {
    return 'all';
  }
}

function keepView(view: View): void {
  try {
    localStorage.setItem(viewKey, view);
  } catch {
    // Then it begins with all next time.
  }
}
