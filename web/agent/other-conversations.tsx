import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { times } from '../console/language.ts';
import { plainName } from '../shared/display-text.ts';
import { quietly } from '../shared/quietly.ts';
import type { Conversation } from '../shared/wire.ts';
import { isTooShort } from './queue-order.ts';
import { addressOf } from './route.ts';
import { texts } from './texts/texts.ts';
import type { ThreadModel } from './thread-model.ts';
import type { Workspace } from './workspace.ts';

interface OtherConversationsProps {
  readonly workspace: Workspace;
  readonly model: ThreadModel;
}

/** What else the visitor has written about, as far as the search by his address or name finds it. */
export function OtherConversations({ workspace, model }: OtherConversationsProps): JSX.Element | null {
  const t = texts();
  const [others, setOthers] = useState<readonly Conversation[]>([]);
  const { id = '', email, name } = model.visitor.value ?? {};
  const wanted = email ?? name ?? '';
  useEffect(() => {
    let isWanted = !isTooShort(wanted);
    // What was written before is worth a look, not a word about what went wrong.
    if (isWanted) {
      quietly(
        workspace.api.find(wanted).then((found) => {
          if (isWanted) setOthers(found.filter(({ visitor, ...one }) => visitor.id === id && one.id !== model.id));
        }),
      );
    }
    return () => {
      isWanted = false;
    };
  }, [id, wanted]);
  if (others.length === 0) return null;
  return (
    <div>
      <dt>{t.otherConversations}</dt>
      {others.map(({ id, status, updatedAt, lastMessage }) => (
        <dd key={id}>
          <a href={addressOf(id)}>
            <bdi>{plainName(lastMessage?.text ?? '') || t.files.only}</bdi>
          </a>
          <span class="quiet">
            {t.status[status]} · {times.value.moment(updatedAt, workspace.now.peek())}
          </span>
        </dd>
      ))}
    </div>
  );
}
