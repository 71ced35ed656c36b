import type { Conversation } from '../../contract/conversations.ts';
import type { MessagePage } from '../../contract/conversations.ts';
import type { LiveEvent } from '../../contract/live.ts';
import type { Message } from '../../contract/messages.ts';
import { quietly } from '../shared/quietly.ts';
import {
  currentConversation,
  currentThread,
  isBlank,
  isOwn,
  newestConversation,
  newestPageAfter,
  pageSize,
  withConversation,
  withEvent,
  withoutConversations,
  withPage,
} from './chat-state.ts';
import type { ChatState } from './chat-state.ts';
import { arrived } from './file-age.ts';
import type { Store } from './store.ts';
import type { VisitorApi } from './visitor-api.ts';

/** Keeps the state in step with the server: what is pushed, and what has to be fetched. */
export interface Sync {
  /** Takes in what the server said, and fetches what lies in between. */
  readonly receive: (event: LiveEvent) => void;
  /** Fetches the conversations, and what is missing of the present one. */
  readonly refresh: () => Promise<void>;
  readonly show: (conversationId: string | null) => Promise<void>;
  readonly load: (conversationId: string) => Promise<void>;
  /** Fetches one page of messages. */
  readonly fetch: (conversationId: string, after: number, limit: number) => Promise<MessagePage>;
  readonly loadEarlier: () => Promise<void>;
  /** Remembers where the new messages begin, so that the line stays where it is while they are being read. */
  readonly markNew: () => void;
}

export interface SyncOptions {
  readonly store: Store<ChatState>;
  readonly api: VisitorApi;
  readonly later: (ms: number, run: () => void) => void;
  /** Somebody else wrote just now. */
  readonly onIncoming: (conversationId: string, message: Message) => void;
  /** The visitor's own message stands last. */
  readonly onOwnLast: (conversationId: string) => void;
}

/** A push of the conversation usually has its message's push beside it; only after this is the message asked for. */
const pushesTogetherMs = 800;

export function createSync({ store, api, later, onIncoming, onOwnLast }: SyncOptions): Sync {
  /** When each conversation was last changed, as far as its messages are known. */
  const known = new Map<string, string>();

  function receive(event: LiveEvent): void {
    const before = store.get();
    const { state, missing } = withEvent(before, event.type === 'message' ? heardNow(event) : event, Date.now());
    store.update(() => state);
    if (missing !== undefined) quietly(catchUp(missing.conversationId, missing.after));
    if (event.type === 'message') hear(before, event.conversationId, event.message);
    if (event.type === 'conversation') followUp(before, event.conversation);
  }

  function heardNow(event: Extract<LiveEvent, { type: 'message' }>): LiveEvent {
    return { ...event, message: arrived(event.message, knownAs(event.conversationId, event.message.seq)) };
  }

  function knownAs(conversationId: string, seq: number): Message | undefined {
    return store.get().threads[conversationId]?.messages.find((message) => message.seq === seq);
  }

  function hear(before: ChatState, conversationId: string, message: Message): void {
    const known = before.threads[conversationId];
    if (known === undefined) quietly(refresh());
    const isNews = message.deletedAt === undefined && message.seq > (known?.through ?? 0);
    if (isNews && !isOwn(message)) onIncoming(conversationId, message);
  }

  function followUp(before: ChatState, conversation: Conversation): void {
    const { id, continues, continuedBy } = conversation;
    if (continuedBy && before.currentId === id) quietly(refresh().then(() => goOn(continuedBy)));
    // Until now there was nothing to see in it.
    const wasBlank = before.conversations.every((one) => one.id !== id || isBlank(one));
    if (continues && before.currentId === continues && wasBlank) quietly(refresh().then(() => goOn(id)));
    later(pushesTogetherMs, () => {
      const { conversations, threads } = store.get();
      const thread = threads[id];
      const conversation = conversations.find((one) => one.id === id);
      if (thread !== undefined && conversation !== undefined && conversation.lastSeq > thread.through) {
        quietly(catchUp(id, thread.through));
      }
    });
  }

  async function fetch(conversationId: string, after: number, limit: number): Promise<MessagePage> {
    const found = await api.messages(conversationId, after, limit);
    const messages = found.messages.map((message) => arrived(message, knownAs(conversationId, message.seq)));
    const page = { ...found, messages };
    store.update((state) => withPage(state, page, after));
    return page;
  }

  async function catchUp(conversationId: string, after: number): Promise<void> {
    for (let from = after; ;) {
      const asked = from;
      const page = await fetch(conversationId, asked, pageSize);
      if (page.through <= asked || page.through >= page.conversation.lastSeq) return;
      from = page.through;
    }
  }

  async function load(conversationId: string): Promise<void> {
    const conversation = store.get().conversations.find(({ id }) => id === conversationId);
    const thread = store.get().threads[conversationId];
    const updatedAt = conversation?.updatedAt ?? '';
    // One that is known may have been taken back.
    const again = known.get(conversationId) === updatedAt ? 0 : pageSize;
    const after = thread === undefined ? newestPageAfter(conversation) : Math.max(thread.after, thread.through - again);
    await catchUp(conversationId, after);
    known.set(conversationId, updatedAt);
  }

  /** Shows what goes on from the present conversation, if there is something to see in it. */
  async function goOn(id: string): Promise<void> {
    const successor = store.get().conversations.find((one) => one.id === id);
    if (successor !== undefined && !isBlank(successor)) await show(id);
  }

  async function refresh(): Promise<void> {
    const before = store.get();
    const conversations = await api.conversations();
    const gone = before.conversations.map(({ id }) => id).filter((id) => conversations.every((one) => one.id !== id));
    store.update((state) => conversations.reduce(withConversation, withoutConversations(state, gone)));
    const { currentId } = store.get();
    if (currentId !== null) await load(currentId);
    // A login elsewhere has taken it along.
    else if (before.currentId !== null) await show(newestConversation(conversations)?.id ?? null);
  }

  async function show(conversationId: string | null): Promise<void> {
    store.merge({ view: 'conversation', currentId: conversationId, newAfter: null });
    if (conversationId === null) return;
    await load(conversationId);
    markNew();
    const last = currentThread(store.get())?.messages.at(-1);
    if (last !== undefined && isOwn(last)) onOwnLast(conversationId);
  }

  function markNew(): void {
    store.update((state) => {
      const conversation = currentConversation(state);
      const isUnread = conversation !== undefined && conversation.unreadCount > 0;
      return { ...state, newAfter: isUnread ? conversation.visitorReadThrough : null };
    });
  }

  return {
    receive,
    refresh,
    show,
    load,
    fetch,
    async loadEarlier() {
      const { currentId } = store.get();
      const thread = currentThread(store.get());
      if (currentId === null || thread === undefined || thread.after === 0) return;
      let after = Math.max(0, thread.after - pageSize);
      // A page of very long messages ends early: what follows it is nearer.
      while (after < thread.after) {
        const { through } = await fetch(currentId, after, thread.after - after);
        if (through <= after) return;
        after = through;
      }
    },
    markNew,
  };
}
