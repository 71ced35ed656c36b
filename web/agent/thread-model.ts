import { batch, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import { mayPass, Refusal } from '../shared/call.ts';
import { later } from '../shared/later.ts';
import { newMessageId } from '../shared/message-id.ts';
import { quietly } from '../shared/quietly.ts';
import type { ServerClock } from '../shared/server-clock.ts';
import { withMessages, withOneMessage } from '../shared/thread.ts';
import type { Thread } from '../shared/thread.ts';
import type { Conversation, Message, Status, Visitor } from '../shared/wire.ts';
import type { AgentApi, Answer, Decision, PendingAction, SentEmail } from './agent-api.ts';
import type { Written } from './composer.tsx';
import { withKnownReading, withRead } from './reading.ts';
import { createRepeating } from './repeating.ts';

/** An answer or note that the server has not confirmed yet. */
export interface Outgoing extends Answer {
  readonly state: 'sending' | 'failed';
  /** Sending it again may help, and is done by itself when the server is back. */
  readonly mayPass: boolean;
  readonly files: readonly { readonly name: string }[];
}

/** The conversation that is open. */
export interface ThreadModel {
  readonly id: string;
  readonly conversation: ReadonlySignal<Conversation | null>;
  readonly visitor: ReadonlySignal<Visitor | null>;
  readonly thread: ReadonlySignal<Thread | undefined>;
  readonly emails: ReadonlySignal<readonly SentEmail[]>;
  /** `null` where the ledger is not built: nothing that needs it is shown. */
  readonly decisions: ReadonlySignal<readonly Decision[] | null>;
  readonly outgoing: ReadonlySignal<readonly Outgoing[]>;
  readonly isMissing: ReadonlySignal<boolean>;
  /** The last attempt to load it failed; it is loaded again by itself. */
  readonly hasFailed: ReadonlySignal<boolean>;
  /** After which seq the line "new messages" stands. */
  readonly newAfter: Signal<number | null>;
  /** Loads what is not there yet, and again until it gets through. */
  readonly load: () => Promise<void>;
  readonly loadEarlier: () => Promise<void>;
  readonly receive: (message: Message) => void;
  readonly update: (conversation: Conversation) => void;
  /** The visitor has read so far, at this time of the server's. */
  readonly seenByVisitor: (through: number, at: number) => void;
  readonly write: (written: Written) => void;
  /** Sends what nobody has answered for; the server recognises what it has already. */
  readonly sendWaiting: () => void;
  readonly retry: (clientMessageId: string) => void;
  readonly discard: (clientMessageId: string) => void;
  readonly takeBack: (seq: number) => Promise<void>;
  /** Where a file of a message lies: addresses are good for an hour, and fetched again before that is over. */
  readonly fileAddress: (seq: number, fileId: string) => Promise<string | undefined>;
  readonly markRead: () => void;
  readonly changeStatus: (status: Status) => Promise<void>;
  readonly assign: (agentId: string | null) => Promise<void>;
  readonly decide: (action: PendingAction) => Promise<void>;
  /** Throws Refusal with the reason. */
  readonly changeEmail: (email: string) => Promise<void>;
  readonly stop: () => void;
}

export interface ThreadOptions {
  readonly id: string;
  readonly api: AgentApi;
  readonly clock: ServerClock;
  readonly known: Conversation | undefined;
  /** What is still to be confirmed; it outlives this model, so that looking elsewhere loses nothing. */
  readonly outgoing: Signal<readonly Outgoing[]>;
  readonly onConversation: (conversation: Conversation) => void;
  /** The answer began a new conversation, because this one is closed. */
  readonly onSuccessor: (conversationId: string) => void;
}

const pageSize = 100;
/** Several pushes come together; what became of the answers is asked for once. */
const settleMs = 250;
/** File addresses are good for an hour. */
const addressesAreFreshMs = 50 * 60_000;
/** Deliveries and bounces change no conversation, so nobody pushes them. */
const lookAgainMs = 20_000;

export function createThreadModel(options: ThreadOptions): ThreadModel {
  const { id, api, clock, known, outgoing, onConversation, onSuccessor } = options;
  const conversation = signal<Conversation | null>(known ?? null);
  const visitor = signal<Visitor | null>(known?.visitor ?? null);
  const thread = signal<Thread | undefined>(undefined);
  const emails = signal<readonly SentEmail[]>([]);
  const decisions = signal<readonly Decision[] | null>(null);
  const isMissing = signal(false);
  const hasFailed = signal(false);
  const newAfter = signal<number | null>(null);
  /** When a message's file addresses were made, in local time. */
  const addressedAt = new WeakMap<Message, number>();
  let loadingEarlier: Promise<void> | undefined;
  let cancelSoon: (() => void) | undefined;
  const regularly = setInterval(lookAgain, lookAgainMs);
  const loading = createRepeating(fetchAll);

  function take(next: Conversation): void {
    clock.saw(next.updatedAt);
    const before = conversation.value;
    if (before !== null && before.updatedAt > next.updatedAt) return;
    conversation.value = next;
    visitor.value = { ...visitor.value, ...next.visitor };
    onConversation(next);
  }

  async function fetchPage(after: number, limit = pageSize): Promise<number> {
    const page = await api.messages(id, after, limit);
    const known = new Map(thread.value?.messages.map((message) => [message.seq, message]));
    const messages = page.messages.map((message) => withKnownReading(message, known.get(message.seq)));
    for (const message of messages) addressedAt.set(message, Date.now());
    batch(() => {
      thread.value = withMessages(thread.value, { ...page, messages }, after);
      take(page.conversation);
      const confirmed = new Set(page.messages.map(({ clientMessageId }) => clientMessageId));
      outgoing.value = outgoing.value.filter((one) => !confirmed.has(one.clientMessageId));
    });
    return page.through;
  }

  /** A page of very long messages ends early: what follows it is nearer. */
  async function fetchBefore(end: number): Promise<void> {
    for (let after = Math.max(0, end - pageSize), through = 0; after < end; after = through) {
      through = await fetchPage(after, end - after);
      if (through <= after) return;
    }
  }

  async function catchUp(from: number): Promise<void> {
    for (let after = from; ;) {
      const through = await fetchPage(after);
      if (through <= after || through >= (conversation.value?.lastSeq ?? 0)) return;
      after = through;
    }
  }

  async function fetchLedger(): Promise<void> {
    const [sent, decided] = await Promise.all([api.emails(id), api.decisions(id)]);
    batch(() => {
      emails.value = sent;
      decisions.value = decided;
    });
  }

  async function fetchAll(): Promise<void> {
    try {
      const fresh = await api.conversation(id);
      const first = thread.value === undefined;
      batch(() => {
        take(fresh);
        if (first && fresh.unreadCount > 0) newAfter.value = fresh.agentReadThrough;
      });
      await catchUp(Math.min(thread.value?.through ?? Infinity, Math.max(0, fresh.lastSeq - pageSize)));
      visitor.value = { ...fresh.visitor, ...(await api.visitor(fresh.visitor.id)) };
      await fetchLedger();
      hasFailed.value = false;
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) isMissing.value = true;
      hasFailed.value = true;
      throw error;
    }
  }

  /** Asks anew what became of the answers: their states live on the server. */
  function refresh(): void {
    cancelSoon?.();
    cancelSoon = later(settleMs, () => {
      const { after = 0, through = 0 } = thread.value ?? {};
      orLoad(Promise.all([catchUp(Math.max(after, through - pageSize)), fetchLedger()]));
    });
  }

  /** What fails here comes with the whole. */
  function orLoad(work: Promise<unknown>): void {
    work.catch(() => void loading.run());
  }

  function lookAgain(): void {
    if (document.visibilityState !== 'visible') return;
    const undecided = ['unread', 'sending', 'unknown', 'sent'];
    const messages = thread.value?.messages ?? [];
    if (messages.some(({ notification }) => undecided.includes(notification?.state ?? ''))) refresh();
  }

  async function send({ state: _state, mayPass: _mayPass, files: _files, ...answer }: Outgoing): Promise<void> {
    try {
      const { message, conversation: successor } = await api.write(id, answer);
      clock.saw(message.sentAt);
      if (successor !== undefined && successor.id !== id) {
        drop(answer.clientMessageId);
        onConversation(successor);
        onSuccessor(successor.id);
        return;
      }
      receive(message);
    } catch (error) {
      outgoing.value = outgoing.value.map((one) =>
        one.clientMessageId === answer.clientMessageId ? { ...one, state: 'failed', mayPass: mayPass(error) } : one,
      );
    }
  }

  function sendAgain(answer: Outgoing): void {
    outgoing.value = outgoing.value.map((one) => (one === answer ? { ...one, state: 'sending' } : one));
    void send(answer);
  }

  function drop(clientMessageId: string): void {
    outgoing.value = outgoing.value.filter((one) => one.clientMessageId !== clientMessageId);
  }

  function receive(message: Message): void {
    clock.saw(message.sentAt);
    const before = thread.value;
    if (before === undefined) return;
    const grown = withOneMessage(before, message);
    batch(() => {
      if (message.clientMessageId !== undefined) drop(message.clientMessageId);
      if (grown !== undefined) thread.value = grown;
    });
    if (grown === undefined) orLoad(catchUp(before.through));
    else refresh();
  }

  return {
    id,
    conversation,
    visitor,
    thread,
    emails,
    decisions,
    outgoing,
    isMissing,
    hasFailed,
    newAfter,
    load: loading.run,
    async loadEarlier() {
      const { after = 0 } = thread.value ?? {};
      if (after === 0) return;
      loadingEarlier ??= fetchBefore(after).finally(() => {
        loadingEarlier = undefined;
      });
      await loadingEarlier;
    },
    receive,
    update(next) {
      take(next);
      refresh();
    },
    seenByVisitor(through, at) {
      const { value } = thread;
      if (value === undefined) return;
      thread.value = { ...value, messages: withRead(value.messages, through, new Date(at).toISOString()) };
    },
    write({ files, ...written }) {
      const answer: Outgoing = {
        ...written,
        ...(files.length === 0 ? {} : { attachmentIds: files.flatMap((file) => file.id ?? []) }),
        clientMessageId: newMessageId(),
        state: 'sending',
        mayPass: true,
        files,
      };
      outgoing.value = [...outgoing.value, answer];
      newAfter.value = null;
      void send(answer);
    },
    sendWaiting() {
      for (const one of outgoing.value) if (one.state === 'failed' && one.mayPass) sendAgain(one);
    },
    retry(clientMessageId) {
      const answer = outgoing.value.find((one) => one.clientMessageId === clientMessageId);
      if (answer !== undefined) sendAgain(answer);
    },
    discard: drop,
    async takeBack(seq) {
      receive(await api.takeBack(id, seq));
    },
    async fileAddress(seq, fileId) {
      const find = (): Message | undefined => thread.value?.messages.find((message) => message.seq === seq);
      const known = find();
      const age = known === undefined ? Infinity : Date.now() - (addressedAt.get(known) ?? 0);
      if (age > addressesAreFreshMs) await fetchPage(seq - 1, 1);
      return find()?.attachments.find((file) => file.id === fileId)?.url;
    },
    markRead() {
      const { through } = thread.value ?? { through: 0 };
      const present = conversation.value;
      if (present === null || through <= present.agentReadThrough || present.unreadCount === 0) return;
      conversation.value = { ...present, agentReadThrough: through, unreadCount: 0 };
      onConversation(conversation.value);
      quietly(api.read(id, through));
    },
    async changeStatus(status) {
      take(await api.changeStatus(id, status));
    },
    async assign(agentId) {
      take(await api.assign(id, agentId));
    },
    async decide(action) {
      await api.decide(id, action);
      refresh();
    },
    async changeEmail(email) {
      const changed = await api.changeEmail(visitor.value?.id ?? '', email);
      visitor.value = { ...visitor.value, ...changed };
      refresh();
    },
    stop() {
      cancelSoon?.();
      clearInterval(regularly);
      loading.stop();
    },
  };
}
