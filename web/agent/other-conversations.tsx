import type { JSX } from 'preact';
import { times } from '../console/language.ts';
import { plainName } from '../shared/display-text.ts';
import type { ConversationInBrief } from '../shared/wire.ts';
import { addressOf } from './route.ts';
import { texts } from './texts/texts.ts';
import type { Workspace } from './workspace.ts';

interface OtherConversationsProps {
  readonly workspace: Workspace;
  readonly conversations: readonly ConversationInBrief[];
}

/** What else the visitor has written about. */
export function OtherConversations({ workspace, conversations }: OtherConversationsProps): JSX.Element | null {
  const t = texts();
  if (conversations.length === 0) return null;
  return (
    <div>
      <dt>{t.otherConversations}</dt>
      {conversations.map(({ id, status, updatedAt, lastByPerson, lastMessage }) => (
        <dd key={id}>
          <a href={addressOf(id)}>
            <bdi>{plainName((lastByPerson ?? lastMessage)?.text ?? '') || t.files.only}</bdi>
          </a>
          <span class="quiet">
            {t.status[status]} · {times.value.moment(updatedAt, workspace.now.peek())}
          </span>
        </dd>
      ))}
    </div>
  );
}
