import type { SentMessage } from '../../contract/conversations.ts';
import type { Attachment, Message } from '../../contract/messages.ts';
import type { WidgetInfo } from '../../contract/widget.ts';
import { backoff } from '../shared/backoff.ts';
import { NoAnswer } from '../shared/call.ts';
import type { Call } from '../shared/call.ts';
import { later } from '../shared/later.ts';
import { newMessageId } from '../shared/message-id.ts';
import { quietly } from '../shared/quietly.ts';
import { currentConversation, currentThread, initialState, isOwn, withRead, withSent } from './chat-state.ts';
import type { ChatState } from './chat-state.ts';
import type { Emit } from './options.ts';
import { createOutbox } from './outbox.ts';
import { createPatience } from './patience.ts';
import { createIdleReport, createPresence } from './presence.ts';
import type { Activity, Presence } from './presence.ts';
import type { SessionKeeper } from './session.ts';
import type { Storage } from './storage.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';
import type { Outgoing } from './stored.ts';
import { createSync } from './sync.ts';
import type { Sync } from './sync.ts';
import { createVisit } from './visit.ts';
import type { Visit } from './visit.ts';
import { createVisitorApi } from './visitor-api.ts';

/** What the panel's components can do. */
export interface Chat
  extends
    Pick<Sync, 'show' | 'loadEarlier'>,
    Pick<Visit, 'start' | 'resume' | 'identify' | 'sessionChanged' | 'nudge'>,
    Pick<Presence, 'attend'> {
  readonly store: Store<ChatState>;
  /** Asks anew who is there, and what is possible here. */
  readonly learn: () => void;
  readonly showList: () => Promise<void>;
  readonly write: (text: string, attachments?: readonly Attachment[]) => void;
  /** Calls the visitor API; begins a session if there is none. */
  readonly callInSession: Call;
  /** Fetches a message as it stands now, with fresh addresses of its files. */
  readonly fetchAgain: (message: Message) => Promise<Message | undefined>;
  readonly retry: (clientMessageId: string) => void;
  readonly discard: (clientMessageId: string) => void;
  readonly typed: () => void;
  /** Gives the visitor's address. Throws Refusal with the reason. */
  readonly giveEmail: (email: string) => Promise<void>;
  /** The visitor has seen everything up to this message. */
  readonly readThrough: (through: number) => void;
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

/** The visitor's side of all their conversations. */
export function createChat({ session, storage, loadInfo, emit, onIncoming }: ChatOptions): Chat {
  const store = createStore<ChatState>(initialState);
  const api = createVisitorApi(session.call);
  const { patiently, stop: stopTrying } = createPatience(store, backoff);
  const learn = (): void => quietly(patiently(loadInfo).then((info) => store.merge({ info })));
  const idle = createIdleReport((conversationId) => quietly(reportIdle(conversationId)), later);
  const presence = createPresence({ report: reportActivity, now: Date.now, later });
  const sync = createSync({ store, api, later, onIncoming: tell, onOwnLast: idle.restart });
  const outbox = createOutbox({ store, storage, send, onSent, backoff });
  const visit = createVisit({ store, session, api, sync, outbox, patiently, learn });
  store.subscribe(() => {
    const { visitor } = store.get();
    if (visitor !== null) session.keepVisitor(visitor);
  });

  async function reportIdle(conversationId: string): Promise<void> {
    const message = await api.idle(conversationId);
    if (message !== null) sync.receive({ type: 'message', conversationId, message });
  }

  function reportActivity(activity: Activity): void {
    const { currentId } = store.get();
    if (currentId !== null) quietly(api.activity(currentId, activity));
  }

  function tell(conversationId: string, message: Message): void {
    emit('message', { conversationId, seq: message.seq });
    onIncoming(message);
  }

  async function send(outgoing: Outgoing): Promise<SentMessage> {
    // It would begin a conversation beside the one it belongs to.
    if (outgoing.isUnplaced) throw new NoAnswer();
    await visit.begin();
    const { clientMessageId, conversationId, text, attachments } = outgoing;
    const draft = { clientMessageId, text, attachmentIds: attachments?.map(({ id }) => id) };
    return conversationId === null ? api.begin(draft) : api.write(conversationId, draft);
  }

  /** The message may have gone elsewhere: into a new conversation, or a closed one's successor. */
  function onSent({ conversationId: from }: Outgoing, sent: SentMessage): void {
    const to = sent.conversation?.id ?? from;
    if (to === null) return;
    store.update((state) => withSent(state, from, to, sent));
    sync.receive({ type: 'message', conversationId: to, message: sent.message });
    if (from !== null && from !== to) quietly(sync.load(to));
    visit.connect();
    idle.restart(to);
  }

  function write(text: string, attachments: readonly Attachment[] = []): void {
    const { currentId, isLoaded } = store.get();
    const conversationId = currentConversation(store.get())?.continuedBy ?? currentId;
    store.merge({ newAfter: null, notice: null });
    outbox.add({
      clientMessageId: newMessageId(),
      conversationId,
      isUnplaced: isLoaded || conversationId !== null ? undefined : true,
      text,
      writtenAt: new Date().toISOString(),
      ...(attachments.length > 0 ? { attachments } : {}),
    });
    // What goes on from a closed conversation is where it will stand.
    if (conversationId !== currentId) quietly(sync.show(conversationId));
  }

  function typed(): void {
    presence.typed();
    const { currentId } = store.get();
    const last = currentThread(store.get())?.messages.at(-1);
    if (currentId !== null && last !== undefined && isOwn(last)) idle.restart(currentId);
  }

  async function fetchAgain({ seq }: Message): Promise<Message | undefined> {
    const { currentId } = store.get();
    if (currentId === null) return undefined;
    const { messages } = await sync.fetch(currentId, seq - 1, 1);
    return messages[0];
  }

  function readThrough(through: number): void {
    const { currentId } = store.get();
    if (currentId === null) return;
    store.update((state) => withRead(state, currentId, through));
    quietly(patiently(() => api.read(currentId, through)));
  }

  return {
    store,
    learn,
    start: visit.start,
    resume: visit.resume,
    identify: visit.identify,
    sessionChanged: visit.sessionChanged,
    nudge: visit.nudge,
    show: sync.show,
    loadEarlier: sync.loadEarlier,
    async showList() {
      store.merge({ view: 'list' });
      await sync.refresh();
    },
    async callInSession(method, path, body) {
      await visit.begin();
      return session.call(method, path, body);
    },
    fetchAgain,
    write,
    retry: outbox.retry,
    discard: outbox.discard,
    typed,
    async giveEmail(email) {
      store.merge({ visitor: await api.giveEmail(email) });
      quietly(sync.refresh());
    },
    readThrough,
    attend(attentive) {
      presence.attend(attentive);
      if (attentive && store.get().newAfter === null) sync.markNew();
    },
    dismissNotice: () => store.merge({ notice: null }),
    stop() {
      stopTrying();
      visit.stop();
      presence.stop();
      idle.cancel();
    },
  };
}
