import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { isNotBuilt } from '../shared/call.ts';
import type { Conversation } from '../shared/wire.ts';
import type { AgentApi, View } from './agent-api.ts';
import { beginsWith, placed, withPage } from './queue-order.ts';
import type { QueueFilter } from './queue-order.ts';

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
  /** Loads again what is loaded, from the top. */
  readonly reload: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
  readonly search: (text: string) => Promise<void>;
  readonly place: (conversation: Conversation) => void;
}

export function createQueueModel(api: AgentApi, agentId: string): QueueModel {
  const filter = signal<Omit<QueueFilter, 'agentId'>>({ view: firstView(), status: 'open' });
  const conversations = signal<readonly Conversation[]>([]);
  const isLoading = signal(false);
  const hasMore = signal(false);
  const found = signal<readonly Conversation[] | null>(null);
  const searched = signal('');
  let cursor: string | undefined;
  let generation = 0;
  let isFindBuilt = true;

  /** Fetches pages until as many are there as before; a later call wins over this one. */
  async function reload(): Promise<void> {
    generation += 1;
    const mine = generation;
    const { view, status } = filter.value;
    const wanted = conversations.value.length;
    isLoading.value = true;
    try {
      let all: readonly Conversation[] = [];
      let next: string | undefined;
      do {
        const page = await api.queue(view, status, next);
        if (mine !== generation) return;
        all = withPage(all, page.conversations);
        next = page.cursor;
      } while (next !== undefined && all.length < wanted);
      conversations.value = all;
      cursor = next;
      hasMore.value = next !== undefined;
    } finally {
      if (mine === generation) isLoading.value = false;
    }
  }

  /** Where the server cannot search yet, what is loaded is searched. */
  async function find(text: string): Promise<readonly Conversation[]> {
    if (isFindBuilt) {
      try {
        return await api.find(text);
      } catch (error) {
        if (!isNotBuilt(error)) throw error;
        isFindBuilt = false;
      }
    }
    return conversations.value.filter(({ visitor }) => beginsWith(visitor, text));
  }

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
      await reload();
    },
    reload,
    async loadMore() {
      if (isLoading.value || cursor === undefined) return;
      const mine = generation;
      const { view, status } = filter.value;
      isLoading.value = true;
      try {
        const page = await api.queue(view, status, cursor);
        if (mine !== generation) return;
        conversations.value = withPage(conversations.value, page.conversations);
        cursor = page.cursor;
        hasMore.value = page.cursor !== undefined;
      } finally {
        if (mine === generation) isLoading.value = false;
      }
    },
    async search(text) {
      searched.value = text;
      if (text.trim() === '') {
        found.value = null;
        return;
      }
      const results = await find(text.trim());
      if (searched.value === text) found.value = results;
    },
    place(conversation) {
      const isComplete = cursor === undefined;
      conversations.value = placed(conversations.value, conversation, { ...filter.value, agentId }, isComplete);
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
