import type { JSX } from 'preact';
import type { Conversation } from '../../../contract/conversations.ts';
import { IconShape } from '../../shared/icon.tsx';
import { plusIcon } from '../../shared/icons.ts';
import { authorName } from '../author-name.ts';
import { useWords } from '../words.ts';

export interface ConversationListProps {
  readonly conversations: readonly Conversation[];
  readonly onShow: (conversationId: string) => void;
  readonly onNew: () => void;
}

/** All conversations of the visitor, newest first. */
export function ConversationList({ conversations, onShow, onNew }: ConversationListProps): JSX.Element {
  const { t } = useWords();
  return (
    <div class="list">
      <ul>
        {conversations.map((conversation) => (
          <li key={conversation.id}>
            <Entry conversation={conversation} onShow={() => onShow(conversation.id)} />
          </li>
        ))}
      </ul>
      <button type="button" class="button wide" onClick={onNew}>
        <IconShape shape={plusIcon} />
        {t.newConversation}
      </button>
    </div>
  );
}

function Entry({
  conversation,
  onShow,
}: {
  readonly conversation: Conversation;
  readonly onShow: () => void;
}): JSX.Element {
  const words = useWords();
  const { t, times, count } = words;
  const { lastByPerson, lastMessage, status, unreadCount, updatedAt } = conversation;
  const last = lastByPerson ?? lastMessage;
  const sentAt = lastMessage?.sentAt ?? updatedAt;
  // What an agent wrote is only empty when they took it back.
  const isGone = last?.author?.kind === 'agent' && last.text === '';
  return (
    <button type="button" class={unreadCount > 0 ? 'entry unread' : 'entry'} onClick={onShow}>
      {last?.author !== undefined && (
        <span class="meta">
          <bdi>{authorName(last.author, words)}</bdi>
        </span>
      )}
      <span class="snippet" dir="auto">
        {isGone ? t.takenBack : (last?.text ?? t.noMessagesYet)}
      </span>
      <span class="meta">
        <time dateTime={sentAt}>{times.moment(sentAt, Date.now())}</time>
        {status === 'solved' && <span>{t.solved}</span>}
        {status === 'closed' && <span>{t.closed}</span>}
        {unreadCount > 0 && <strong class="count">{count(t.unread, unreadCount)}</strong>}
      </span>
    </button>
  );
}
