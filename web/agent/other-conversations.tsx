import type { JSX } from 'preact';
import type { ConversationInBrief } from '../../contract/conversations.ts';
import { times } from '../console/language.ts';
import { lastWords } from './last-words.ts';
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
      {conversations.map((one) => (
        <dd key={one.id}>
          <a href={addressOf(one.id)}>
            <bdi>{lastWords(one, t)}</bdi>
          </a>
          <span class="quiet">
            {t.status[one.status]} · {times.value.moment(one.updatedAt, workspace.now.peek())}
          </span>
        </dd>
      ))}
    </div>
  );
}
