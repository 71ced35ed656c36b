import type { SentMessage } from '../../contract/conversations.ts';
import type { Attachment, Message } from '../../contract/messages.ts';
import type { WidgetInfo } from '../../contract/widget.ts';
import { backoff } from '../shared/backoff.ts';
import { mayPass, NoAnswer, Refusal } from '../shared/call.ts';
import type { Call } from '../shared/call.ts';
import { later } from '../shared/later.ts';
import { openLiveConnection } from '../shared/live-connection.ts';
import type { LiveConnection } from '../shared/live-connection.ts';
import { newMessageId } from '../shared/message-id.ts';
import { quietly } from '../shared/quietly.ts';
import { createArrival } from './arrival.ts';
import { currentConversation, currentThread, initialState, isOwn, withConversation, withRead } from './chat-state.ts';
import type { ChatState } from './chat-state.ts';
import type { Emit } from './options.ts';
import { createOutbox } from './outbox.ts';
import { createIdleReport, createPresence } from './presence.ts';
import type { SessionKeeper } from './session.ts';
import type { Storage } from './storage.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';
import type { Outgoing, Session } from './stored.ts';
import { createSync } from './sync.ts';
import type { Sync } from './sync.ts';
import { createVisitorApi } from './visitor-api.ts';

/** What the panel's parts can do. */
export interface Chat extends Pick<Sync, 'show' | 'loadEarlier'> {
  readonly store: Store<ChatState>;
  /** Loads what there is, when there is a session. */
  readonly start: () => Promise<void>;
  /** Asks anew who is there, and what is possible here. */
  readonly learn: () => void;
  /** Follows a resume link. */
  readonly resume: (token: string) => Promise<void>;
  readonly showList: () => Promise<void>;
  readonly write: (text: string, attachments?: readonly Attachment[]) => void;
  /** Calls the visitor API; begins a session if there is none. */
  readonly callInSession: Call;
  /** Gives a message as it stands now, with fresh addresses of its files. */
  readonly again: (message: Message) => Promise<Message | undefined>;
  readonly retry: (clientMessageId: string) => void;
  readonly discard: (clientMessageId: string) => void;
  readonly typed: () => void;
  /** Gives the visitor's address. Throws Refusal with the reason. */
  readonly giveEmail: (email: string) => Promise<void>;
  /** The visitor has seen everything up to this message. */
  readonly readThrough: (through: number) => void;
  readonly attend: (attentive: boolean) => void;
  /** The network or the tab came back. */
  readonly nudge: () => void;
  /** Another tab began or ended a session. */
  readonly sessionChanged: () => Promise<void>;
  readonly identify: (identityToken: string) => Promise<void>;
  readonly dismissNotice: () => void;
  readonly stop: () => void;
}

export interface ChatOptions {
  readonly session: SessionKeeper;
  readonly storage: Storage;
  readonly loadInfo: () => Promise<WidgetInfo>;
  readonly emit: Emit;
  /** Somebody else wrote, while the page was there to hear it. */
  readonly onIncoming: (message: Message) => void;
}

/** The visitor's side of all his conversations. */
export function createChat({ session, storage, loadInfo, emit, onIncoming }: ChatOptions): Chat {
  const store = createStore<ChatState>(initialState);
  const api = createVisitorApi(session.call);
  let live: LiveConnection | undefined;
  /** Whose conversations are on the page. */
  let shown: Session | undefined;

  const idle = createIdleReport((conversationId) => {
    quietly(
      api.idle(conversationId).then((message) => {
        if (message !== null) sync.receive({ type: 'message', conversationId, message });
      }),
    );
  }, later);
  const presence = createPresence({
    report(activity) {
      const { currentId } = store.get();
      if (currentId !== null) quietly(api.activity(currentId, activity));
    },
    now: Date.now,
    later,
  });
  const sync = createSync({
    store,
    api,
    later,
    onIncoming(conversationId, message) {
      emit('message', { conversationId, seq: message.seq });
      onIncoming(message);
    },
    onOwnLast: idle.restart,
  });
  let isStopped = false;
  const outbox = createOutbox({ store, storage, send, onSent, backoff });
  const arrival = createArrival({ store, sync, onArrived: outbox.flush, backoff });
  store.subscribe(() => {
    const { visitor } = store.get();
    if (visitor !== null) session.keepVisitor(visitor);
  });

  /** Does it until there is an answer, and says meanwhile that there is no connection. */
  async function patiently<T>(work: () => Promise<T>, failures = 0): Promise<T> {
    try {
      const answer = await work();
      store.merge({ isConnected: true });
      return answer;
    } catch (error) {
      const isCut = mayPass(error);
      store.merge({ isConnected: !isCut });
      if (!isCut) throw error;
      await new Promise<void>((resolve) => void backoff(failures, resolve));
      if (isStopped) throw error;
      return patiently(work, failures + 1);
    }
  }

  function learn(): void {
    quietly(patiently(loadInfo).then((info) => store.merge({ info })));
  }

  async function begin(): Promise<void> {
    await session.ensure();
    showSession();
  }

  async function send(outgoing: Outgoing): Promise<SentMessage> {
    // It would begin a conversation beside the one it belongs to.
    if (outgoing.isUnplaced) throw new NoAnswer();
    await begin();
    const { clientMessageId, conversationId, text, attachments } = outgoing;
    const draft = { clientMessageId, text, attachmentIds: attachments?.map(({ id }) => id) };
    return conversationId === null ? api.begin(draft) : api.write(conversationId, draft);
  }

  /** The message may have gone elsewhere: into a new conversation, or a closed one's successor. */
  function onSent({ conversationId: from }: Outgoing, { message, conversation }: SentMessage): void {
    const to = conversation?.id ?? from;
    if (to === null) return;
    store.update((state) => {
      const outgoing = state.outgoing.map((one) =>
        one.conversationId === from ? { ...one, conversationId: to } : one,
      );
      const thread = state.threads[to] ?? { after: message.seq - 1, through: message.seq - 1, messages: [] };
      const known = { ...state, outgoing, threads: { ...state.threads, [to]: thread } };
      const placed = conversation === undefined ? known : withConversation(known, conversation);
      return placed.currentId === from ? { ...placed, currentId: to } : placed;
    });
    sync.receive({ type: 'message', conversationId: to, message });
    if (from !== null && from !== to) quietly(sync.load(to));
    connect();
    idle.restart(to);
  }

  function connect(): void {
    if (shown === undefined) return;
    live ??= openLiveConnection({
      ticket: () => api.ticket(),
      onEvent: sync.receive,
      onUp() {
        if (!store.get().isConnected) learn();
        quietly(arrival.begin());
      },
      onDown: () => store.merge({ isConnected: false }),
      poll: () => quietly(arrival.refresh()),
    });
  }

  function showSession(): void {
    shown = session.current();
    store.merge({ visitor: shown?.visitor ?? null, isLimited: Boolean(shown?.limitedTo) });
  }

  async function start(): Promise<void> {
    learn();
    showSession();
    if (shown === undefined) store.merge({ isLoaded: true });
    else {
      connect();
      await arrival.begin();
    }
  }

  /** For another visitor nothing of the one before may stay, but what was written before the site has named him. */
  async function continueAsPresent(): Promise<void> {
    const before = shown;
    showSession();
    if (shown?.visitor.id === before?.visitor.id && shown?.limitedTo === before?.limitedTo) return;
    live?.close();
    live = undefined;
    arrival.stop();
    if (before && (before.isNamed || before.limitedTo || !shown?.isNamed)) outbox.clear();
    const { isOpen, info, outgoing } = store.get();
    const unplaced = outgoing.map((one) => ({ ...one, isUnplaced: true as const }));
    store.merge({ ...initialState, isOpen, info, outgoing: unplaced });
    await start();
  }

  return {
    store,
    start,
    learn,
    show: sync.show,
    loadEarlier: sync.loadEarlier,
    async resume(token) {
      try {
        const conversationId = await patiently(() => session.resume(token));
        await continueAsPresent();
        await patiently(arrival.refresh);
        await sync.show(conversationId);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        store.merge({ notice: error.status === 410 ? 'link-expired' : 'link-unknown' });
      }
    },
    async showList() {
      store.merge({ view: 'list' });
      await sync.refresh();
    },
    async callInSession(method, path, body) {
      await begin();
      return session.call(method, path, body);
    },
    async again({ seq }) {
      const { currentId } = store.get();
      if (currentId === null) return undefined;
      const { messages } = await sync.fetch(currentId, seq - 1, 1);
      return messages[0];
    },
    write(text, attachments) {
      const { currentId, isLoaded } = store.get();
      const conversationId = currentConversation(store.get())?.continuedBy ?? currentId;
      store.merge({ newAfter: null, notice: null });
      outbox.add({
        clientMessageId: newMessageId(),
        conversationId,
        isUnplaced: isLoaded || conversationId !== null ? undefined : true,
        text,
        writtenAt: new Date().toISOString(),
        ...(attachments?.length ? { attachments } : {}),
      });
    },
    retry: outbox.retry,
    discard: outbox.discard,
    typed() {
      presence.typed();
      const { currentId } = store.get();
      const last = currentThread(store.get())?.messages.at(-1);
      if (currentId !== null && last !== undefined && isOwn(last)) idle.restart(currentId);
    },
    async giveEmail(email) {
      store.merge({ visitor: await api.giveEmail(email) });
      quietly(sync.refresh());
    },
    readThrough(through) {
      const { currentId } = store.get();
      if (currentId === null) return;
      store.update((state) => withRead(state, currentId, through));
      quietly(patiently(() => api.read(currentId, through)));
    },
    attend(attentive) {
      presence.attend(attentive);
      if (attentive && store.get().newAfter === null) sync.markNew();
    },
    nudge() {
      if (!store.get().isLoaded) quietly(arrival.begin());
      live?.nudge();
      outbox.flush();
    },
    async sessionChanged() {
      session.reload();
      await continueAsPresent();
    },
    async identify(identityToken) {
      await patiently(() => session.identify(identityToken));
      await continueAsPresent();
    },
    dismissNotice: () => store.merge({ notice: null }),
    stop() {
      isStopped = true;
      live?.close();
      arrival.stop();
      outbox.stop();
      presence.stop();
      idle.cancel();
    },
  };
}
