import { effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { SignIn } from '../console/sign-in.ts';
import { isPageAttended } from '../shared/attention.ts';
import { openLiveConnection } from '../shared/live-connection.ts';
import type { Agent, LiveEvent } from '../shared/wire.ts';
import { createAgentApi } from './agent-api.ts';
import type { AgentApi, Me } from './agent-api.ts';
import { createAlerts } from './alerts.ts';
import type { Alerts } from './alerts.ts';
import { visitorName } from './names.ts';
import { createNews } from './news.ts';
import { createQueueModel } from './queue-model.ts';
import type { QueueModel } from './queue-model.ts';
import { addressOf, conversationIn } from './route.ts';
import { texts } from './texts/texts.ts';
import { createThreadModel } from './thread-model.ts';
import type { ThreadModel } from './thread-model.ts';

/** All that the workspace shows and does. */
export interface Workspace {
  readonly api: AgentApi;
  readonly me: Me;
  readonly agents: ReadonlySignal<readonly Agent[]>;
  readonly queue: QueueModel;
  readonly open: ReadonlySignal<ThreadModel | null>;
  readonly isConnected: ReadonlySignal<boolean>;
  readonly alerts: Alerts;
  /** The server's time, a new value every second while the page is visible. */
  readonly now: ReadonlySignal<number>;
  readonly go: (conversationId: string | undefined) => void;
}

/** Starts the workspace of the one who signed in. Throws Refusal 403 if he may not. */
export async function startWorkspace({ call, clock }: SignIn): Promise<Workspace> {
  const api = createAgentApi(call);
  const me = await api.me();
  const agents = signal<readonly Agent[]>([me]);
  const queue = createQueueModel(api, me.id);
  const open = signal<ThreadModel | null>(null);
  const isConnected = signal(true);
  const now = signal(clock.now());
  const news = createNews(clock.now);
  const alerts = createAlerts(go);

  function go(conversationId: string | undefined): void {
    location.hash = addressOf(conversationId);
  }

  function followAddress(): void {
    const id = conversationIn(location.hash);
    if (open.value?.id === id) return;
    open.value?.stop();
    if (id === undefined) {
      open.value = null;
      return;
    }
    const known = queue.conversations.value.find((one) => one.id === id);
    const thread = createThreadModel({ id, api, clock, known, onConversation: queue.place, onSuccessor: go });
    open.value = thread;
    quietly(thread.load());
  }

  function receive(event: LiveEvent): void {
    const thread = open.value;
    switch (event.type) {
      case 'conversation': {
        const { conversation } = event;
        clock.saw(conversation.updatedAt);
        queue.place(conversation);
        if (thread?.id === conversation.id) thread.update(conversation);
        if (news.isNew(conversation) && !(thread?.id === conversation.id && isPageAttended())) {
          const name = visitorName(conversation.visitor, texts());
          const { lastMessage } = conversation;
          const text = lastMessage?.text ?? lastMessage?.snippet ?? '';
          alerts.tell({ conversationId: conversation.id, title: texts().newFrom(name), text });
        }
        return;
      }
      case 'message':
        clock.saw(event.message.sentAt);
        if (thread?.id === event.conversationId) thread.receive(event.message);
        return;
      case 'typing':
        if (thread?.id === event.conversationId && event.by === 'visitor')
          thread.typingUntil.value = Date.now() + 6_000;
        return;
      case 'read':
        return;
    }
  }

  function refresh(): void {
    quietly(queue.reload());
    if (open.value !== null) quietly(open.value.load());
    quietly(
      api.agents().then((all) => {
        agents.value = all;
      }),
    );
  }

  const live = openLiveConnection({
    ticket: api.ticket,
    onEvent: receive,
    onUp() {
      isConnected.value = true;
      refresh();
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
  addEventListener('online', live.nudge);
  addEventListener('hashchange', followAddress);
  effect(() => {
    const { size } = alerts.waiting.value;
    document.title = size > 0 ? `(${size}) ${texts().title}` : texts().title;
    if ('setAppBadge' in navigator) quietly(navigator.setAppBadge(size));
  });

  quietly(queue.reload());
  followAddress();
  return { api, me, agents, queue, open, isConnected, alerts, now, go };
}

/** What fails here is asked again with the next push, poll or reconnect. */
function quietly(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
