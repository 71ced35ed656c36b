import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { View } from '../../contract/agents.ts';
import type { Conversation } from '../../contract/conversations.ts';
import { locale, times } from '../console/language.ts';
import { initials } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { mailIcon, replyIcon, searchIcon } from '../shared/icons.ts';
import { quietly } from '../shared/quietly.ts';
import { duration } from './durations.ts';
import { lastWords } from './last-words.ts';
import { assigneeName, visitorName } from './names.ts';
import { countdown } from './notification-words.ts';
import { pendingEmail } from './pending.ts';
import { isHere, isTyping } from './presence.ts';
import { addressOf, mailAddressOf } from './route.ts';
import { texts } from './texts/texts.ts';
import { rowHeight, windowOf } from './window-of-rows.ts';
import type { Workspace } from './workspace.ts';

interface QueueViewProps {
  readonly workspace: Workspace;
}

const views: readonly View[] = ['mine', 'unassigned', 'all'];
const statuses = ['open', 'pending', 'solved'] as const;

/** Who is waiting, longest first. */
export function QueueView({ workspace }: QueueViewProps): JSX.Element {
  const t = texts();
  const { queue } = workspace;
  const { view, status } = queue.filter.value;
  return (
    <nav class="queue" aria-label={t.queue}>
      <div class="queue-head">
        <div class="tabs" role="group" aria-label={t.queue}>
          {views.map((one) => (
            <button
              key={one}
              type="button"
              class="tab"
              aria-pressed={one === view}
              onClick={() => void queue.show({ view: one })}
            >
              {t[one]}
            </button>
          ))}
        </div>
        <div class="queue-filter">
          <label>
            <span class="hidden">{t.statusLabel}</span>
            <select
              class="select"
              value={status}
              onChange={(event) => {
                const chosen = statuses.find((one) => one === event.currentTarget.value) ?? 'open';
                void queue.show({ status: chosen });
              }}
            >
              {statuses.map((one) => (
                <option key={one} value={one}>
                  {t.status[one]}
                </option>
              ))}
            </select>
          </label>
          <Search workspace={workspace} />
        </div>
      </div>
      <Rows workspace={workspace} />
      <a class="to-mail" href={mailAddressOf(undefined)}>
        <IconShape shape={mailIcon} />
        <span>{t.mail.title}</span>
        {workspace.kept.waiting.value !== '' && <span class="tab-count">{workspace.kept.waiting.value}</span>}
      </a>
    </nav>
  );
}

function Search({ workspace }: QueueViewProps): JSX.Element {
  const t = texts();
  const { queue } = workspace;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function search(text: string): Promise<void> {
    clearTimeout(timer.current);
    return workspace.notices.attempt(() => queue.search(text));
  }

  /** Enter opens the first hit, the arrow goes to it; Escape ends the search, and only then leaves the field. */
  async function onKeyDown(event: KeyboardEvent): Promise<void> {
    const field = event.currentTarget as HTMLInputElement;
    const { key } = event;
    if (event.isComposing || field.value === '' || !['Enter', 'ArrowDown', 'Escape'].includes(key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (key === 'Escape') field.value = '';
    await search(field.value);
    const first = queue.found.value?.[0];
    if (key === 'Enter' && first !== undefined) workspace.go(first.id);
    if (key === 'ArrowDown') setTimeout(() => document.querySelector<HTMLElement>('.rows .card')?.focus());
  }

  return (
    <label class="search">
      <span class="hidden">{t.search}</span>
      <IconShape shape={searchIcon} />
      <input
        id="search"
        type="search"
        class="input"
        placeholder={t.searchShort}
        dir="auto"
        defaultValue={queue.searched.peek()}
        onKeyDown={(event) => void onKeyDown(event)}
        onInput={(event) => {
          const { value } = event.currentTarget;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => void search(value), 250);
        }}
      />
    </label>
  );
}

/** Of ten thousand conversations only those in view, and a few around them, are in the document. */
function Rows({ workspace }: QueueViewProps): JSX.Element {
  const t = texts();
  const { queue, open } = workspace;
  const box = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 800 });
  const found = queue.found.value;
  const all = found ?? queue.conversations.value;
  const { first, last } = windowOf(all.length, scroll.top, scroll.height);
  const openId = open.value?.id;
  const hasMore = found === null && queue.hasMore.value;

  function measure(): void {
    const element = box.current;
    if (element !== null) setScroll({ top: element.scrollTop, height: element.clientHeight });
  }

  useLayoutEffect(measure, [all.length > 0]);
  useEffect(() => {
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  useEffect(() => {
    if (hasMore && last >= all.length - 10) quietly(queue.loadMore());
  }, [hasMore, last, all.length]);
  useEffect(() => {
    const element = box.current;
    const at = all.findIndex(({ id }) => id === openId);
    if (element === null || at < 0) return;
    const top = at * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight;
  }, [openId]);

  if (all.length === 0) {
    return (
      <p class="queue-empty quiet">
        {queue.isLoading.value ? t.loading : found === null ? t.emptyQueue : t.emptySearch}
      </p>
    );
  }
  return (
    <div class="rows" ref={box} onScroll={measure}>
      <ul style={{ blockSize: `${all.length * rowHeight}px` }}>
        {all.slice(first, last).map((conversation, at) => (
          <li
            key={conversation.id}
            style={{ insetBlockStart: `${(first + at) * rowHeight}px`, blockSize: `${rowHeight}px` }}
            aria-setsize={hasMore ? -1 : all.length}
            aria-posinset={first + at + 1}
          >
            <Card conversation={conversation} workspace={workspace} isOpen={conversation.id === openId} />
          </li>
        ))}
      </ul>
      {hasMore && <p class="quiet more">{t.loadingMore}</p>}
    </div>
  );
}

interface CardProps extends QueueViewProps {
  readonly conversation: Conversation;
  readonly isOpen: boolean;
}

function Card({ conversation, workspace, isOpen }: CardProps): JSX.Element {
  const t = texts();
  const { visitor, unreadCount, id } = conversation;
  const isFound = workspace.queue.found.value !== null;
  const name = visitorName(visitor, t);
  const assignee = assigneeName(conversation, workspace.agents.value);
  const classes = ['card', isOpen ? 'open' : '', unreadCount > 0 ? 'unread' : ''];
  return (
    <a class={classes.join(' ')} href={addressOf(id)} aria-current={isOpen ? 'true' : undefined}>
      <span class="avatar" aria-hidden="true">
        {initials(visitor.name ?? visitor.email ?? '')}
      </span>
      <span class="card-name">
        <bdi>{name}</bdi>
        <Here conversation={conversation} workspace={workspace} />
      </span>
      <span class="card-age">
        <Age conversation={conversation} workspace={workspace} />
      </span>
      <Snippet conversation={conversation} workspace={workspace} />
      <span class="card-marks">
        {(conversation.status === 'closed' || isFound) && <span class="chip">{t.status[conversation.status]}</span>}
        {assignee !== null && (
          <span class="chip">
            <bdi>{assignee}</bdi>
          </span>
        )}
        <DueChip conversation={conversation} workspace={workspace} />
        {unreadCount > 0 && (
          <span class="count">
            <span aria-hidden="true">{unreadCount}</span>
            <span class="hidden">{t.unread(unreadCount)}</span>
          </span>
        )}
      </span>
    </a>
  );
}

interface LiveProps extends QueueViewProps {
  readonly conversation: Conversation;
}

/** A dot beside the name of a visitor who is there. */
function Here({ conversation: { id }, workspace }: LiveProps): JSX.Element | null {
  const seenAt = workspace.presence.seen.value.get(id);
  if (seenAt === undefined || !isHere(seenAt, workspace.now.value)) return null;
  return (
    <span class="here-dot" title={texts().isHere}>
      <span class="hidden">{texts().isHere}</span>
    </span>
  );
}

/** How the last message of a person begins, or that another is being written. */
function Snippet({ conversation, workspace }: LiveProps): JSX.Element {
  const t = texts();
  const { id, lastByPerson, lastMessage } = conversation;
  const last = lastByPerson ?? lastMessage;
  if (workspace.presence.typing.value.has(id) && isTyping(workspace.presence, id, workspace.now.value)) {
    return <span class="card-snippet writing">{t.isWriting}</span>;
  }
  return (
    <span class="card-snippet" dir="auto">
      {last?.channel === 'email' && <IconShape shape={mailIcon} />}
      {last?.author?.kind === 'agent' && <IconShape shape={replyIcon} />}
      {lastWords(conversation, t)}
    </span>
  );
}

function Age({ conversation, workspace }: LiveProps): JSX.Element {
  const t = texts();
  const { waitingSince, updatedAt } = conversation;
  const now = workspace.now.value;
  if (typeof waitingSince !== 'string') return <>{times.value.moment(updatedAt, now)}</>;
  const waited = now - Date.parse(waitingSince);
  return <>{waited < 60_000 ? t.justNow : t.waitingFor(duration(waited, locale.value))}</>;
}

/** "E-mail in 7:12"; a screen reader hears the time once, not the ticking. */
function DueChip({ conversation, workspace }: LiveProps): JSX.Element | null {
  const t = texts();
  const { state, dueAt } = pendingEmail(conversation, workspace.delivery.value) ?? {};
  if (state === 'waiting-for-address' || state === 'held') return <span class="chip warn">{t.states[state]}</span>;
  if (dueAt === undefined) return null;
  const now = workspace.now.value;
  const left = Date.parse(dueAt) - now;
  return (
    <span class="chip accent">
      <IconShape shape={mailIcon} />
      <time dateTime={dueAt} class="hidden">
        {left > 0 ? t.unreadUntil(times.value.moment(dueAt, now)) : t.unreadDue}
      </time>
      <span aria-hidden="true">{left > 0 ? t.inTime(countdown(left)) : t.inTime('0:00')}</span>
    </span>
  );
}
