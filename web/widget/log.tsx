import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Message } from '../../contract/messages.ts';
import { IconShape } from '../shared/icon.tsx';
import { downIcon } from '../shared/icons.ts';
import { quietly } from '../shared/quietly.ts';
import { staysAtEnd, scrollToEnd, useScrolling } from '../shared/use-scrolling.ts';
import { Bubble, OutgoingBubble } from './bubble.tsx';
import { currentConversation, currentThread } from './chat-state.ts';
import type { ChatState } from './chat-state.ts';
import type { Chat } from './chat.ts';
import { mayHaveRunOut } from './file-age.ts';
import { useParts } from './parts/load-parts.ts';
import { messageWithCard, timeline } from './timeline.ts';
import type { Row } from './timeline.ts';
import { useReading } from './use-reading.ts';
import { useWords } from './words.ts';

interface LogProps {
  readonly chat: Chat;
  readonly state: ChatState;
  /** What had the focus is about to go. */
  readonly onFocusLost: () => void;
}

/** The conversation from top to bottom. */
export function Log({ chat, state, onFocusLost }: LogProps): JSX.Element {
  const { t, count } = useWords();
  const log = useRef<HTMLDivElement>(null);
  const thread = currentThread(state);
  const [atEnd, setAtEnd] = useState(true);
  const { outgoing, newAfter, currentId } = state;
  const { unreadCount: unread = 0, continues } = currentConversation(state) ?? {};
  const isBroken = state.visitor?.emailState === 'bounced';
  const rows = useMemo(() => timeline(state, calendarDay), [thread, outgoing, newAfter, currentId]);
  const cardSeq = messageWithCard(thread?.messages ?? []);

  useScrolling(log, currentId, rows);
  useReading(log, chat, rows);

  return (
    <div class="log-frame">
      <div
        class="log"
        ref={log}
        role="log"
        aria-live="off"
        aria-label={t.logName}
        tabIndex={0}
        onScroll={(event) => setAtEnd(staysAtEnd(event.currentTarget))}
      >
        {thread !== undefined && thread.after > 0 && <Earlier load={chat.loadEarlier} />}
        {rows.length === 0 && <Greeting state={state} />}
        {continues && (
          <button
            type="button"
            class="text-button earlier"
            disabled={state.isLimited}
            onClick={() => quietly(chat.show(continues))}
          >
            {t.continuedFrom}
          </button>
        )}
        {rows.map((row) => (
          <RowView
            key={row.key}
            row={row}
            hasCard={isCardRow(row, cardSeq)}
            chat={chat}
            state={state}
            onFocusLost={onFocusLost}
          />
        ))}
        {isBroken && cardSeq === undefined && (
          <div class="message system starts">
            <div class="bubble">
              <Card chat={chat} state={state} onFocusLost={onFocusLost} />
            </div>
          </div>
        )}
        <Typing typing={state.typing?.conversationId === currentId ? state.typing : null} />
      </div>
      {!atEnd && (
        <button type="button" class="to-newest" onClick={() => scrollToEnd(log.current)}>
          <IconShape shape={downIcon} />
          {unread > 0 ? count(t.newCount, unread) : t.toNewest}
        </button>
      )}
    </div>
  );
}

async function renewed(chat: Chat, message: Message, id: string): Promise<string | undefined> {
  return (await chat.fetchAgain(message))?.attachments.find((file) => file.id === id)?.url;
}

function isCardRow(row: Row, cardSeq: number | undefined): boolean {
  return row.kind === 'message' && row.message.seq === cardSeq;
}

interface RowProps extends LogProps {
  readonly row: Row;
  readonly hasCard: boolean;
}

function RowView({ row, hasCard, chat, state, onFocusLost }: RowProps): JSX.Element {
  const { t, times } = useWords();
  switch (row.kind) {
    case 'day':
      return <p class="day">{times.day(row.instant, Date.now())}</p>;
    case 'new':
      return <p class="new">{t.newMessages}</p>;
    case 'outgoing': {
      const { clientMessageId } = row.outgoing;
      return (
        <OutgoingBubble
          outgoing={row.outgoing}
          onRetry={() => {
            onFocusLost();
            chat.retry(clientMessageId);
          }}
          onDiscard={() => {
            onFocusLost();
            chat.discard(clientMessageId);
          }}
        />
      );
    }
    case 'message':
      return (
        <Bubble
          message={row.message}
          starts={row.starts}
          ends={row.ends}
          renew={({ id }) => (mayHaveRunOut(row.message) ? renewed(chat, row.message, id) : undefined)}
        >
          {hasCard && <Card key={row.key} chat={chat} state={state} onFocusLost={onFocusLost} />}
        </Bubble>
      );
  }
}

function Card({ chat, state, onFocusLost }: LogProps): JSX.Element | null {
  const parts = useParts();
  if (parts === undefined) return null;
  return (
    <parts.EmailCard
      email={state.visitor?.emailShown ?? state.visitor?.email ?? null}
      isBroken={state.visitor?.emailState === 'bounced'}
      isFixed={state.isLimited}
      onGive={chat.giveEmail}
      onDone={onFocusLost}
    />
  );
}

/** What is said before anybody has said anything. */
function Greeting({ state }: { readonly state: ChatState }): JSX.Element | null {
  const { t } = useWords();
  const { info, currentId, isLoaded, isConnected, isFollowingLink } = state;
  if (currentId !== null || info === null || !isLoaded || !isConnected || isFollowingLink) return null;
  return (
    <div class="greeting">
      <p>{t.greeting}</p>
      <p>{info.offline ? t.greetingTextAway : t.greetingText}</p>
      {info.features.continuousConversations && <p class="hint">{t.continues}</p>}
    </div>
  );
}

function Earlier({ load }: { readonly load: () => Promise<void> }): JSX.Element {
  const { t } = useWords();
  const [isLoading, setLoading] = useState(false);

  function run(): void {
    setLoading(true);
    // When it fails the button stays, to be pressed again.
    quietly(load().finally(() => setLoading(false)));
  }

  return (
    <button type="button" class="text-button earlier" aria-disabled={isLoading} onClick={run}>
      {t.earlier}
    </button>
  );
}

/** Shown until the last report of typing is too old. */
function Typing({ typing }: { readonly typing: ChatState['typing'] }): JSX.Element | null {
  const { t } = useWords();
  const [, setNow] = useState(0);
  useLayoutEffect(() => {
    if (typing === null) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), typing.until - Date.now());
    return () => clearTimeout(timer);
  }, [typing]);
  return typing === null || typing.until <= Date.now() ? null : <p class="aside">{t.isTyping(t.team)}</p>;
}

function calendarDay(instant: string): string {
  return new Date(instant).toDateString();
}
