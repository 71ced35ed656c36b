import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Message, Notification } from '../../contract/messages.ts';
import type { Visitor } from '../../contract/people.ts';
import { times } from '../console/language.ts';
import { initials, plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { chatIcon, mailIcon } from '../shared/icons.ts';
import { MessageText } from '../shared/message-text.tsx';
import { MessageFiles } from './message-files.tsx';
import { MessagePassages } from './message-passages.tsx';
import { visitorName } from './names.ts';
import { StateChip } from './state-chip.tsx';
import type { AgentTexts } from './texts/agent-texts.ts';
import { texts } from './texts/texts.ts';

interface MessageViewProps {
  readonly message: Message;
  readonly starts: boolean;
  readonly ends: boolean;
  readonly visitor: Visitor;
  /** The agent who looks at it wrote it. */
  readonly isMine: boolean;
  /** What is shown of what became of it. */
  readonly notification: Notification | undefined;
  /** The server's time. */
  readonly clock: ReadonlySignal<number>;
  readonly onWhy: (() => void) | undefined;
  /** Undefined where it cannot be taken back. */
  readonly onTakeBack: (() => void) | undefined;
  /** The text of a message of the conversation, as far as it is loaded. */
  readonly textOf: (seq: number) => string | undefined;
  readonly fileAddress: (fileId: string) => Promise<string | undefined>;
}

/** One message, with its channel and, on answers, what became of it. */
export function MessageView(props: MessageViewProps): JSX.Element {
  const { message, starts, ends, visitor, isMine, notification, clock, onWhy, onTakeBack, textOf, fileAddress } = props;
  const t = texts();
  const { author } = message;
  const name = authorName(message, visitorName(visitor, t), t);
  const email = plainName(author.emailShown ?? author.email ?? '');
  const isUnproven = author.email?.toLowerCase() === visitor.email?.toLowerCase();
  const isChosen = message.notify === 'never' && notification?.reason === 'skipped-by-agent';
  const isGone = message.deletedAt !== undefined;
  const isNote = message.visibility === 'note';
  return (
    <article class={`message ${sideOf(message)}${starts ? ' starts' : ''}${isNote ? ' note' : ''}`}>
      <h3 class={starts ? 'author' : 'hidden'}>
        <span class="avatar" aria-hidden="true">
          {initials(name)}
        </span>
        <bdi>{name}</bdi>
        {isNote && <span class="chip warn">{t.note}</span>}
        {author.kind === 'other' && <span class="chip danger">{isUnproven ? t.unproven : t.other}</span>}
      </h3>
      <div class={isGone ? 'bubble gone' : 'bubble'}>
        {author.kind === 'other' && starts && (
          <p class="other-hint">
            {email !== name && <bdi>{email}</bdi>} {isUnproven ? t.unprovenHint : t.otherHint}
          </p>
        )}
        {isGone ? <p class="text">{t.takenBack}</p> : <MessagePassages message={message} textOf={textOf} />}
        {!isGone && <MessageFiles files={message.attachments} addressOf={({ id }) => fileAddress(id)} />}
        {message.leftOut && <p class="other-hint">{t.leftOut}</p>}
        {message.quoted !== undefined && message.quoted !== '' && (
          <details class="quoted">
            <summary>{t.quoted}</summary>
            <MessageText text={message.quoted} />
          </details>
        )}
      </div>
      <div class="meta">
        {(ends || message.author.kind === 'agent') && (
          <time dateTime={message.sentAt} title={times.value.exact(message.sentAt)}>
            {times.value.time(message.sentAt)}
          </time>
        )}
        {ends && !isNote && message.author.kind !== 'system' && (
          <span class="channel">
            <IconShape shape={message.channel === 'email' ? mailIcon : chatIcon} />
            {message.channel === 'email' ? t.byEmail : t.byMessaging}
          </span>
        )}
        {notification !== undefined && !isGone && (
          <StateChip
            notification={isChosen ? { ...notification, reason: t.chosen(isMine ? null : name) } : notification}
            clock={clock}
            onWhy={onWhy}
          />
        )}
        {onTakeBack !== undefined && !isGone && (
          <button type="button" class="text-button take-back" onClick={onTakeBack}>
            {t.takeBack}
          </button>
        )}
      </div>
    </article>
  );
}

function sideOf({ author }: Message): string {
  switch (author.kind) {
    case 'agent':
      return 'ours';
    case 'visitor':
      return 'theirs';
    case 'other':
      return 'theirs other';
    case 'system':
      return 'system';
  }
}

function authorName({ author, kind, reason }: Message, visitorName: string, t: AgentTexts): string {
  switch (author.kind) {
    case 'visitor':
      return plainName(author.name ?? '') || visitorName;
    case 'system':
      if (reason === 'not-me') return t.notHisAddress;
      return (kind === undefined ? undefined : t.systemKinds[kind]) ?? t.automatic;
    case 'other':
      return plainName(author.name ?? '') || plainName(author.emailShown ?? author.email ?? '') || t.other;
    case 'agent':
      return plainName(author.name ?? '');
  }
}
