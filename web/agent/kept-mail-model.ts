import { computed, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import { keptStates } from '../../contract/kept-mail.ts';
import type { KeptMail, KeptMailAction, KeptState } from '../../contract/kept-mail.ts';
import type { AgentApi } from './agent-api.ts';
import { withPage } from './queue-order.ts';
import { createRepeating } from './repeating.ts';

/** Mail that became no message, as far as it is loaded. */
export interface KeptMailList {
  readonly mails: readonly KeptMail[];
  /** Where the next page begins; undefined when all are there. */
  readonly cursor: string | undefined;
}

export interface KeptMailModel {
  /** Which of the two lists is shown. */
  readonly shown: Signal<KeptState>;
  readonly lists: ReadonlySignal<Readonly<Record<KeptState, KeptMailList>>>;
  /** What is empty was so when it was looked at last. */
  readonly isLoaded: ReadonlySignal<boolean>;
  /** How many are waiting for somebody's decision: `3`, `50+`, or nothing. */
  readonly waiting: ReadonlySignal<string>;
  readonly find: (id: string) => KeptMail | undefined;
  /** Loads both lists again, as far as they were loaded, until it gets through. */
  readonly reload: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
  /** Carries a decision out; the mail leaves its list. Gives the conversation it went into. Throws Refusal or NoAnswer. */
  readonly settle: (mail: KeptMail, action: KeptMailAction) => Promise<string | undefined>;
}

const nothing: KeptMailList = { mails: [], cursor: undefined };

export function createKeptMailModel(api: AgentApi): KeptMailModel {
  const shown = signal<KeptState>('unmatched');
  const lists = signal<Readonly<Record<KeptState, KeptMailList>>>({ unmatched: nothing, quarantined: nothing });
  const isLoaded = signal(false);
  const waiting = computed(() => {
    const count = keptStates.reduce((sum, state) => sum + lists.value[state].mails.length, 0);
    const isMore = keptStates.some((state) => lists.value[state].cursor !== undefined);
    return count === 0 ? '' : `${count}${isMore ? '+' : ''}`;
  });
  let isLoadingMore = false;

  function put(state: KeptState, list: KeptMailList): void {
    lists.value = { ...lists.value, [state]: list };
  }

  function remove({ id, state }: KeptMail): void {
    const { mails, cursor } = lists.value[state];
    put(state, { mails: mails.filter((mail) => mail.id !== id), cursor });
  }

  async function fetchAgain(state: KeptState): Promise<void> {
    const wanted = lists.value[state].mails.length;
    let list = nothing;
    do {
      const { mail, cursor } = await api.keptMail(state, list.cursor);
      list = { mails: withPage(list.mails, mail), cursor };
    } while (list.cursor !== undefined && list.mails.length < wanted);
    put(state, list);
  }

  return {
    shown,
    lists,
    isLoaded,
    waiting,
    find: (id) => keptStates.flatMap((state) => lists.value[state].mails).find((mail) => mail.id === id),
    reload: createRepeating(async () => {
      await Promise.all(keptStates.map(fetchAgain));
      isLoaded.value = true;
    }).run,
    async loadMore() {
      const state = shown.value;
      const { cursor } = lists.value[state];
      if (cursor === undefined || isLoadingMore) return;
      isLoadingMore = true;
      try {
        const page = await api.keptMail(state, cursor);
        put(state, { mails: withPage(lists.value[state].mails, page.mail), cursor: page.cursor });
      } finally {
        isLoadingMore = false;
      }
    },
    async settle(mail, action) {
      const conversation = await api.settleMail(mail.id, action);
      remove(mail);
      return conversation?.id;
    },
  };
}
