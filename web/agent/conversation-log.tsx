import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../contract/conversations.ts';
import type { Message } from '../../contract/messages.ts';
import { times } from '../console/language.ts';
import { isPageAttended, watchPage } from '../shared/attention.ts';
import { plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { clipIcon, downIcon, mailIcon } from '../shared/icons.ts';
import { MessageText } from '../shared/message-text.tsx';
import { dwellMs } from '../shared/read-watcher.ts';
import { staysAtEnd, scrollToEnd, useScrolling } from '../shared/use-scrolling.ts';
import { LoadingLine } from './loading-line.tsx';
import { MessageView } from './message-view.tsx';
import { visitorName } from './names.ts';
import type { Outgoing } from './outbox.ts';
import { shownNotification } from './pending.ts';
import { isTyping } from './presence.ts';
import { addressOf } from './route.ts';
import { rowsOf } from './rows.ts';
import type { Row } from './rows.ts';
import { texts } from './texts/texts.ts';
import type { ThreadModel } from './thread-model.ts';
import type { Workspace } from './workspace.ts';

interface ConversationLogProps {
  readonly workspace: Workspace;
  readonly model: ThreadModel;
  readonly conversation: Conversation;
  readonly onWhy: ((seq: number) => void) | undefined;
  readonly onTakeBack: (message: Message) => void;
  readonly onShowEmail: (episode: number) => void;
}

/** The messages of the open conversation, with the e-mails that went out about them. */
export function ConversationLog(props: ConversationLogProps): JSX.Element {
  const { workspace, model, conversation } = props;
  const { notices } = workspace;
  const t = texts();
  const log = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const thread = model.thread.value;
  const rows: readonly Row[] = [
    ...rowsOf(thread?.messages ?? [], model.emails.value, model.newAfter.value, calendarDay),
    ...model.outbox.outgoing.value.map((outgoing) => ({
      kind: 'outgoing' as const,
      key: `out-${outgoing.clientMessageId}`,
      outgoing,
    })),
  ];
  const isEarlier = thread !== undefined && thread.after > 0;

  useScrolling(log, thread === undefined ? null : model.id, rows);
  useMarkRead(model, atEnd, thread?.through);

  return (
    <div class="log-frame">
      <div
        class="log"
        ref={log}
        role="log"
        aria-live="off"
        aria-label={t.logName}
        tabIndex={0}
        onScroll={(event) => {
          setAtEnd(staysAtEnd(event.currentTarget));
          if (isEarlier && event.currentTarget.scrollTop < 40) void notices.attempt(model.loadEarlier);
        }}
      >
        {isEarlier && (
          <button type="button" class="text-button earlier" onClick={() => void notices.attempt(model.loadEarlier)}>
            {t.earlier}
          </button>
        )}
        {typeof conversation.continues === 'string' && (
          <a class="aside" href={addressOf(conversation.continues)}>
            {t.continuesOther}
          </a>
        )}
        {thread === undefined && <LoadingLine model={model} />}
        {rows.map((row) => (
          <RowView key={row.key} row={row} {...props} />
        ))}
        <Typing workspace={workspace} conversation={conversation} />
        {typeof conversation.continuedBy === 'string' && (
          <a class="aside" href={addressOf(conversation.continuedBy)}>
            {t.continuedElsewhere}
          </a>
        )}
      </div>
      {!atEnd && (
        <button type="button" class="button small to-newest" onClick={() => scrollToEnd(log.current)}>
          <IconShape shape={downIcon} />
          {t.toNewest}
        </button>
      )}
    </div>
  );
}

/** Apart from the log, so that the clock draws nothing else again. */
function Typing({
  workspace: { presence, now },
  conversation: { id, visitor },
}: Pick<ConversationLogProps, 'workspace' | 'conversation'>): JSX.Element | null {
  const t = texts();
  if (!presence.typing.value.has(id) || !isTyping(presence, id, now.value)) return null;
  return (
    <p class="aside typing">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {t.isTyping(visitorName(visitor, t))}
    </p>
  );
}

function RowView({
  row,
  workspace,
  model,
  conversation,
  onWhy,
  onTakeBack,
  onShowEmail,
}: ConversationLogProps & { readonly row: Row }): JSX.Element {
  const t = texts();
  switch (row.kind) {
    case 'day':
      return <p class="day">{times.value.day(row.instant, workspace.now.peek())}</p>;
    case 'new':
      return <p class="new">{t.newMessages}</p>;
    case 'outgoing':
      return <OutgoingView outgoing={row.outgoing} workspace={workspace} model={model} />;
    case 'email':
      return (
        <p class="email-line">
          <IconShape shape={mailIcon} />
          <span>
            <bdi>{t.emailLine(row.email.messages.length, plainName(row.email.toShown ?? row.email.to))}</bdi>
          </span>
          <time dateTime={row.email.sentAt} title={times.value.exact(row.email.sentAt)}>
            {times.value.time(row.email.sentAt)}
          </time>
          <button type="button" class="text-button" onClick={() => onShowEmail(row.email.episode)}>
            {t.show}
          </button>
        </p>
      );
    case 'message': {
      const { message, starts, ends } = row;
      const { notification } = message;
      const isMine = message.author.kind === 'agent' && message.author.id === workspace.me.id;
      return (
        <MessageView
          message={message}
          starts={starts}
          ends={ends}
          visitor={conversation.visitor}
          isMine={isMine}
          notification={notification && shownNotification(notification, conversation, workspace.delivery.value)}
          clock={workspace.now}
          onWhy={onWhy === undefined ? undefined : () => onWhy(message.seq)}
          onTakeBack={isMine && conversation.status !== 'closed' ? () => onTakeBack(message) : undefined}
          textOf={(seq) => model.thread.value?.messages.find((one) => one.seq === seq)?.text}
          fileAddress={(fileId) => model.fileAddress(message.seq, fileId)}
        />
      );
    }
  }
}

function OutgoingView({
  outgoing,
  workspace,
  model,
}: {
  readonly outgoing: Outgoing;
  readonly workspace: Workspace;
  readonly model: ThreadModel;
}): JSX.Element {
  const t = texts();
  const { clientMessageId, state, text, visibility, files } = outgoing;
  return (
    <article class={`message ours starts ${state}${visibility === 'note' ? ' note' : ''}`}>
      <h3 class="hidden">{workspace.me.name}</h3>
      <div class="bubble">
        {text !== '' && <MessageText text={text} />}
        {files.map(({ name }, at) => (
          <p key={at} class="file-words">
            <IconShape shape={clipIcon} />
            <bdi>{plainName(name)}</bdi>
          </p>
        ))}
      </div>
      <div class="meta">
        {state === 'sending' ? (
          t.sending
        ) : (
          <>
            <span class="problem">{outgoing.mayPass ? t.notSentYet : t.notSent}</span>
            <button type="button" class="text-button" onClick={() => model.outbox.retry(clientMessageId)}>
              {t.sendAgain}
            </button>
            <button type="button" class="text-button" onClick={() => model.outbox.discard(clientMessageId)}>
              {t.discard}
            </button>
          </>
        )}
      </div>
    </article>
  );
}

/** Marks the conversation read once its end has been in view for a moment with somebody in front of it. */
function useMarkRead(model: ThreadModel, atEnd: boolean, through: number | undefined): void {
  useEffect(() => {
    if (!atEnd || through === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attend = (): void => {
      clearTimeout(timer);
      if (isPageAttended()) timer = setTimeout(model.markRead, dwellMs);
    };
    attend();
    const unwatch = watchPage(attend);
    return () => {
      clearTimeout(timer);
      unwatch();
    };
  }, [model, atEnd, through]);
}

function calendarDay(instant: string): string {
  return new Date(instant).toDateString();
}
