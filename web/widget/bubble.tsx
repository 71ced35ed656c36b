import type { ComponentChildren, JSX } from 'preact';
import type { Attachment, Message } from '../../contract/messages.ts';
import { initials } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { mailIcon } from '../shared/icons.ts';
import { authorName } from './author-name.ts';
import { isOwn } from './chat-state.ts';
import type { MessageFilesProps } from './parts/message-files.tsx';
import { useParts } from './parts/load-parts.ts';
import type { Outgoing } from './stored.ts';
import { MessageText } from '../shared/message-text.tsx';
import { useWords } from './words.ts';

interface BubbleProps {
  readonly message: Message;
  readonly starts: boolean;
  readonly ends: boolean;
  /** The present address of a file, if the one shown may have run out. */
  readonly renew: (file: Attachment) => Promise<string | undefined> | undefined;
  /** The e-mail card, where this message carries it. */
  readonly children?: ComponentChildren;
}

/** One message of the conversation. */
export function Bubble({ message, starts, ends, renew, children }: BubbleProps): JSX.Element {
  const words = useWords();
  const { t } = words;
  const side = isOwn(message) ? 'own' : message.author.kind === 'system' ? 'system' : 'theirs';
  const isGone = message.deletedAt !== undefined;
  return (
    <article class={`message ${side}${starts ? ' starts' : ''}`} data-seq={side === 'own' ? undefined : message.seq}>
      <h3 class={side === 'own' || !starts ? 'hidden' : 'author'}>
        {side === 'theirs' && (
          <span class="avatar" aria-hidden="true">
            {initials(authorName(message.author, words))}
          </span>
        )}
        <bdi>{authorName(message.author, words)}</bdi>
      </h3>
      <div class={isGone ? 'bubble gone' : 'bubble'}>
        {isGone ? <p class="text">{t.takenBack}</p> : message.text !== '' && <MessageText text={message.text} />}
        {!isGone && <Files files={message.attachments} renew={renew} />}
        {children}
      </div>
      {ends && <Meta message={message} />}
    </article>
  );
}

/** When it was written, and through which channel. */
function Meta({ message }: { readonly message: Message }): JSX.Element {
  const { t, times } = useWords();
  return (
    <p class="meta">
      <time dateTime={message.sentAt} title={times.exact(message.sentAt)}>
        {times.time(message.sentAt)}
      </time>
      {message.author.kind !== 'system' && (
        <span class="channel">
          {message.channel === 'email' && <IconShape shape={mailIcon} />}
          {message.channel === 'email' ? t.byEmail : t.byMessaging}
        </span>
      )}
    </p>
  );
}

interface OutgoingBubbleProps {
  readonly outgoing: Outgoing;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}

/** A message of the visitor's that is on its way. */
export function OutgoingBubble({ outgoing, onRetry, onDiscard }: OutgoingBubbleProps): JSX.Element {
  const { t } = useWords();
  return (
    <article class={`message own starts ${outgoing.state}`}>
      <h3 class="hidden">{t.you}</h3>
      <div class="bubble">
        {outgoing.text !== '' && <MessageText text={outgoing.text} />}
        <Files files={outgoing.attachments ?? []} />
      </div>
      <p class="meta">
        {outgoing.state === 'sending' && t.sending}
        {outgoing.state === 'waiting' && t.waitingForNetwork}
        {outgoing.state === 'failed' && (
          <>
            <span class="problem">{t.notSent}</span>
            <button type="button" class="text-button" onClick={onRetry}>
              {t.sendAgain}
            </button>
            <button type="button" class="text-button" onClick={onDiscard}>
              {t.discard}
            </button>
          </>
        )}
      </p>
    </article>
  );
}

function Files(props: MessageFilesProps): JSX.Element | null {
  return props.files.length > 0 ? <LoadedFiles {...props} /> : null;
}

function LoadedFiles(props: MessageFilesProps): JSX.Element | null {
  const parts = useParts();
  return parts ? <parts.MessageFiles {...props} /> : null;
}
