import { effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Delivery, Me } from '../../contract/agents.ts';
import type { Conversation, SentMessage } from '../../contract/conversations.ts';
import type { LiveEvent } from '../../contract/live.ts';
import type { Agent } from '../../contract/people.ts';
import type { SignIn } from '../console/sign-in.ts';
import { consoleTexts } from '../console/texts.ts';
import { isPageAttended } from '../shared/attention.ts';
import { openLiveConnection } from '../shared/live-connection.ts';
import { quietly } from '../shared/quietly.ts';
import { createAgentApi } from './agent-api.ts';
import type { AgentApi } from './agent-api.ts';
import { createAlerts } from './alerts.ts';
import type { Alerts } from './alerts.ts';
import { createConversationChanges } from './conversation-changes.ts';
import type { ConversationChanges } from './conversation-changes.ts';
import { createDrafts } from './drafts.ts';
import type { Drafts } from './drafts.ts';
import { createKeptMailModel } from './kept-mail-model.ts';
import type { KeptMailModel } from './kept-mail-model.ts';
import { visitorName } from './names.ts';
import { createNews } from './news.ts';
import { createNotices } from './notices.ts';
import type { Notices } from './notices.ts';
import { isToBeEmailed } from './notification-words.ts';
import { createOutbox } from './outbox.ts';
import type { Outbox, Outgoing } from './outbox.ts';
import { createPresence } from './presence.ts';
import type { Presence } from './presence.ts';
import { createQueueModel } from './queue-model.ts';
import type { QueueModel } from './queue-model.ts';
import { createRepeating } from './repeating.ts';
import { addressOf, mailAddressOf, routeOf } from './route.ts';
import type { Route } from './route.ts';
import { texts } from './texts/texts.ts';
import { createThreadModel } from './thread-model.ts';
import type { ThreadModel } from './thread-model.ts';

/** All that the workspace shows and does. */
export interface Workspace {
  readonly api: AgentApi;
  readonly me: Me;
  /** Undefined where the server does not say. */
  readonly delivery: ReadonlySignal<Delivery | undefined>;
  readonly agents: ReadonlySignal<readonly Agent[]>;
  readonly queue: QueueModel;
  readonly kept: KeptMailModel;
  readonly drafts: Drafts;
  readonly presence: Presence;
  readonly route: ReadonlySignal<Route>;
  readonly open: ReadonlySignal<ThreadModel | null>;
  readonly isConnected: ReadonlySignal<boolean>;
  readonly alerts: Alerts;
  readonly notices: Notices;
  readonly changes: ConversationChanges;
  /** The server's time, a new value every second while the page is visible. */
  readonly now: ReadonlySignal<number>;
  readonly go: (conversationId: string | undefined) => void;
  readonly goToMail: (mailId: string | undefined) => void;
}

/** Starts the workspace of the one who signed in. Throws Refusal 403 if they may not. */
export async function startWorkspace({ call, clock }: SignIn): Promise<Workspace> {
  const api = createAgentApi(call);
  const me = await api.me();
  const delivery = signal(me.settings);
  const agents = signal<readonly Agent[]>([me]);
  const queue = createQueueModel(api, me.id);
  const kept = createKeptMailModel(api);
  const drafts = createDrafts(api.upload, draftStorage());
  const presence = createPresence();
  const notices = createNotices();
  const changes = createConversationChanges({ api, notices, agentId: me.id, take });
  const outboxes = new Map<string, Outbox>();
  const route = signal<Route>({ page: 'queue' });
  const open = signal<ThreadModel | null>(null);
  const isConnected = signal(true);
  const now = signal(clock.now());
  let askedAt = 0;
  const news = createNews(clock.now);
  const alerts = createAlerts(go);

  function go(conversationId: string | undefined): void {
    location.hash = addressOf(conversationId);
  }

  function goToMail(mailId: string | undefined): void {
    location.hash = mailAddressOf(mailId);
  }

  function followAddress(): void {
    const before = route.value.page;
    route.value = routeOf(location.hash);
    if (route.value.page === 'mail' && before !== 'mail') void kept.reload();
    const id = route.value.page === 'conversation' ? route.value.id : undefined;
    if (open.value?.id === id) return;
    open.value?.stop();
    if (id === undefined) {
      open.value = null;
      return;
    }
    const known = queue.find(id);
    const thread = createThreadModel({ id, api, clock, known, outbox: outboxOf(id), onConversation: place });
    open.value = thread;
    void thread.load();
  }

  function outboxOf(id: string): Outbox {
    const known = outboxes.get(id);
    if (known !== undefined) return known;
    const outbox = createOutbox({
      send: (answer) => api.write(id, answer),
      onSent: (outgoing, sent) => sentIn(id, outgoing, sent),
    });
    outboxes.set(id, outbox);
    return outbox;
  }

  function sentIn(id: string, outgoing: Outgoing, { message, conversation: successor }: SentMessage): void {
    clock.saw(message.sentAt);
    const thread = open.value?.id === id ? open.value : null;
    if (successor === undefined || successor.id === id) thread?.receive(message);
    else {
      place(successor);
      if (thread !== null) go(successor.id);
    }
    const known = successor ?? thread?.conversation.value ?? queue.find(id);
    void notices.attempt(async () => changes.follow(known ?? (await api.conversation(id)), outgoing));
  }

  function take(conversation: Conversation): void {
    if (open.value?.id === conversation.id) open.value.update(conversation);
    else place(conversation);
  }

  function place(conversation: Conversation): void {
    queue.place(conversation);
    if (conversation.unreadCount === 0) alerts.seen(conversation.id);
  }

  function receive(event: LiveEvent): void {
    const thread = open.value;
    switch (event.type) {
      case 'conversation': {
        const { conversation } = event;
        clock.saw(conversation.updatedAt);
        const isAnnounced = conversation.pendingNotification?.dueAt !== undefined;
        if (isAnnounced !== (queue.find(conversation.id)?.pendingNotification?.dueAt !== undefined)) doubt();
        place(conversation);
        if (thread?.id === conversation.id) thread.update(conversation);
        if (news.isNew(conversation) && !(thread?.id === conversation.id && isPageAttended())) {
          const name = visitorName(conversation.visitor, texts());
          const { lastMessage } = conversation;
          const text = lastMessage?.text ?? '';
          alerts.tell({ conversationId: conversation.id, title: texts().newFrom(name), text });
        }
        return;
      }
      case 'message':
        clock.saw(event.message.sentAt);
        // Somebody may have released it.
        if (event.message.author.kind === 'other') void kept.reload();
        if (event.message.author.kind === 'visitor' && event.message.channel === 'messaging') {
          presence.saw(event.conversationId, Date.parse(event.message.sentAt));
          presence.wrote(event.conversationId);
        }
        if (thread?.id === event.conversationId) thread.receive(event.message);
        return;
      case 'typing':
        if (event.by === 'visitor') presence.types(event.conversationId, clock.now());
        return;
      case 'read':
        if (event.by === 'visitor') visitorRead(event.conversationId, event.through);
        return;
    }
  }

  /** At once: what is read is e-mailed no more. */
  function visitorRead(id: string, through: number): void {
    const thread = open.value?.id === id ? open.value : null;
    const known = thread?.conversation.value ?? queue.find(id);
    if (known === undefined) return;
    const read = { ...known, visitorReadThrough: Math.max(known.visitorReadThrough, through) };
    // A reply by e-mail reads too, but only what was e-mailed; the rest is read in the widget.
    const last = thread?.thread.value?.messages.findLast((one) => one.seq <= through && one.notification !== undefined);
    if (last?.notification !== undefined && isToBeEmailed(last.notification)) presence.saw(id, clock.now());
    take(read);
    thread?.seenByVisitor(through, clock.now());
  }

  function refresh(): void {
    void queue.reload();
    void kept.reload();
    askAgain();
    void open.value?.load();
    for (const { flush } of outboxes.values()) flush();
  }

  /** How e-mails go out, and who there is: nobody pushes either. */
  const people = createRepeating(async () => {
    const [{ settings }, all] = await Promise.all([api.me(), api.agents()]);
    delivery.value = settings;
    agents.value = all;
  });

  function askAgain(): void {
    askedAt = Date.now();
    void people.run();
  }

  /** An e-mail is announced, or is no more: that may be the admin's doing. */
  function doubt(): void {
    if (Date.now() - askedAt > doubtEveryMs) askAgain();
  }

  const live = openLiveConnection({
    ticket: api.ticket,
    onEvent: receive,
    onUp() {
      isConnected.value = true;
      refresh();
      // Colleagues may have read them meanwhile.
      for (const id of alerts.waiting.value) quietly(api.conversation(id).then(place));
    },
    onDown() {
      isConnected.value = false;
    },
    poll: refresh,
  });
  setInterval(() => {
    if (document.visibilityState === 'visible') now.value = clock.now();
  }, 1_000);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    now.value = clock.now();
    live.nudge();
  });
  addEventListener('online', () => {
    live.nudge();
    refresh();
  });
  addEventListener('hashchange', followAddress);
  effect(() => {
    const { size } = alerts.waiting.value;
    const title = consoleTexts().agentPage;
    document.title = size > 0 ? `(${size}) ${title}` : title;
    if ('setAppBadge' in navigator) quietly(navigator.setAppBadge(size));
  });

  const lookAgain = (): void => {
    if (document.visibilityState !== 'visible') return;
    void kept.reload();
    doubt();
  };
  setInterval(lookAgain, lookAgainMs);
  addEventListener('focus', lookAgain);
  addEventListener('beforeunload', (event) => {
    if ([...outboxes.values()].some(({ outgoing }) => outgoing.value.length > 0)) event.preventDefault();
  });

  void queue.reload();
  void kept.reload();
  followAddress();
  return {
    api,
    me,
    delivery,
    agents,
    queue,
    kept,
    drafts,
    presence,
    route,
    open,
    isConnected,
    alerts,
    notices,
    changes,
    now,
    go,
    goToMail,
  };
}

/** Nobody pushes kept mail and settings: they are not urgent, and change rarely. */
const lookAgainMs = 120_000;
/** So often at most the settings are asked for again. */
const doubtEveryMs = 5_000;

/** Drafts live as long as the tab; a browser that keeps nothing keeps them as long as the page. */
function draftStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  try {
    return sessionStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  }
}
