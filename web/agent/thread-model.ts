import { batch, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { PendingAction } from '../../contract/agents.ts';
import type { Conversation, ConversationInBrief } from '../../contract/conversations.ts';
import type { Decision, SentEmail } from '../../contract/emails.ts';
import type { Message } from '../../contract/messages.ts';
import type { Visitor } from '../../contract/people.ts';
import { Refusal } from '../shared/call.ts';
import { later } from '../shared/later.ts';
import { quietly } from '../shared/quietly.ts';
import type { ServerClock } from '../shared/server-clock.ts';
import { withMessages, withOneMessage } from '../shared/thread.ts';
import type { Thread } from '../shared/thread.ts';
import type { AgentApi } from './agent-api.ts';
import type { Outbox } from './outbox.ts';
import { withKnownReading, withRead } from './reading.ts';
import { createRepeating } from './repeating.ts';

/** The conversation that is open. */
export interface ThreadModel {
  readonly id: string;
  readonly conversation: ReadonlySignal<Conversation | null>;
  readonly visitor: ReadonlySignal<Visitor | null>;
  /** What else the visitor has written about, the newest first. */
  readonly others: ReadonlySignal<readonly ConversationInBrief[]>;
  readonly thread: ReadonlySignal<Thread | undefined>;
  readonly emails: ReadonlySignal<readonly SentEmail[]>;
  /** `null` until they are loaded: nothing that needs them is shown. */
  readonly decisions: ReadonlySignal<readonly Decision[] | null>;
  readonly outbox: Outbox;
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
  readonly takeBack: (seq: number) => Promise<void>;
  /** Where a file of a message lies: addresses are good for an hour, and fetched again before that is over. */
  readonly fileAddress: (seq: number, fileId: string) => Promise<string | undefined>;
  readonly markRead: () => void;
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
  readonly outbox: Outbox;
  readonly onConversation: (conversation: Conversation) => void;
}

const pageSize = 100;
/** Several pushes come together; what became of the answers is asked for once. */
const settleMs = 250;
/** File addresses are good for an hour. */
const addressesAreFreshMs = 50 * 60_000;
/** Deliveries and bounces change no conversation, so nobody pushes them. */
const lookAgainMs = 20_000;

export function createThreadModel(options: ThreadOptions): ThreadModel {
  const { id, api, clock, known, outbox, onConversation } = options;
  const conversation = signal<Conversation | null>(known ?? null);
  const visitor = signal<Visitor | null>(known?.visitor ?? null);
  const others = signal<readonly ConversationInBrief[]>([]);
  const thread = signal<Thread | undefined>(undefined);
  const emails = signal<readonly SentEmail[]>([]);
  const decisions = signal<readonly Decision[] | null>(null);
  const isMissing = signal(false);
  const hasFailed = signal(false);
  const newAfter = signal<number | null>(null);
  /** When the addresses of a message's files were made, in local time. */
  const addressedAt = new WeakMap<Message['attachments'], number>();
  let loadingEarlier: Promise<void> | undefined;
  let cancelSoon: (() => void) | undefined;
  const regularly = setInterval(lookAgain, lookAgainMs);
  const loading = createRepeating(fetchAll);

  function take(next: Conversation): void {
    clock.saw(next.updatedAt);
    const before = conversation.value;
    if (before !== null && before.updatedAt > next.updatedAt) return;
    conversation.value = next;
    // Of where they came from only their own answer tells; what else is missing is so no more, such as an address.
    const { pageUrl, createdAt } = visitor.value ?? {};
    visitor.value = { ...next.visitor, ...(pageUrl && { pageUrl }), ...(createdAt && { createdAt }) };
    onConversation(next);
  }

  function areAddressesFresh({ attachments }: Message): boolean {
    return Date.now() - (addressedAt.get(attachments) ?? 0) < addressesAreFreshMs;
  }

  /** A message fetched anew. The browser would load a file anew for every new address, so one that is good stays. */
  function withKnown(fresh: Message, known: Message | undefined): Message {
    const message = withKnownReading(fresh, known);
    const { length } = fresh.attachments;
    if (known?.attachments.length === length && areAddressesFresh(known)) {
      return { ...message, attachments: known.attachments };
    }
    addressedAt.set(fresh.attachments, Date.now());
    return message;
  }

  async function fetchPage(after: number, limit = pageSize): Promise<number> {
    const page = await api.messages(id, after, limit);
    const known = new Map(thread.value?.messages.map((message) => [message.seq, message]));
    const messages = page.messages.map((message) => withKnown(message, known.get(message.seq)));
    batch(() => {
      thread.value = withMessages(thread.value, { ...page, messages }, after);
      take(page.conversation);
      messages.forEach(outbox.confirm);
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
      const { visitor: whole, conversations = [] } = await api.visitor(fresh.visitor.id);
      visitor.value = whole;
      others.value = conversations.filter((one) => one.id !== id);
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

  function receive(message: Message): void {
    clock.saw(message.sentAt);
    const before = thread.value;
    if (before === undefined) return;
    const grown = withOneMessage(before, message);
    if (grown === undefined) {
      orLoad(catchUp(before.through));
      return;
    }
    batch(() => {
      thread.value = grown;
      outbox.confirm(message);
    });
    refresh();
  }

  return {
    id,
    conversation,
    visitor,
    others,
    thread,
    emails,
    decisions,
    outbox,
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
    async takeBack(seq) {
      receive(await api.takeBack(id, seq));
    },
    async fileAddress(seq, fileId) {
      const find = (): Message | undefined => thread.value?.messages.find((message) => message.seq === seq);
      const known = find();
      if (known === undefined || !areAddressesFresh(known)) await fetchPage(seq - 1, 1);
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
    async decide(action) {
      try {
        await api.decide(id, action);
      } catch (error) {
        // The e-mail was quicker: what became of it is shown.
        if (!(error instanceof Refusal) || error.code !== 'nothing_pending') throw error;
      }
      refresh();
    },
    async changeEmail(email) {
      visitor.value = await api.changeEmail(visitor.value?.id ?? '', email);
      refresh();
    },
    stop() {
      cancelSoon?.();
      clearInterval(regularly);
      loading.stop();
    },
  };
}
