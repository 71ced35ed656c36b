import type { JSX } from 'preact';
import type { Conversation, Status } from '../../contract/conversations.ts';
import { times } from '../console/language.ts';
import { plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { backIcon, personIcon } from '../shared/icons.ts';
import { visitorName } from './names.ts';
import { isHere } from './presence.ts';
import { texts } from './texts/texts.ts';
import type { ThreadModel } from './thread-model.ts';
import type { Workspace } from './workspace.ts';

interface ConversationHeadProps {
  readonly workspace: Workspace;
  readonly model: ThreadModel;
  readonly conversation: Conversation;
  readonly onDetails: () => void;
  /** Closing is for good, so it is asked about first. */
  readonly onClose: () => void;
}

const statuses: readonly Status[] = ['open', 'pending', 'solved', 'closed'];

/** Whose conversation it is, who is in charge, and how it stands. */
export function ConversationHead(props: ConversationHeadProps): JSX.Element {
  const { workspace, model, conversation, onDetails, onClose } = props;
  const t = texts();
  const { me, agents, go, changes } = workspace;
  const { visitor, status, assignee } = conversation;
  const everybody = agents.value.some(({ id }) => id === assignee)
    ? agents.value
    : [...agents.value, ...(assignee === null ? [] : [{ id: assignee, name: assignee }])];

  function choose(chosen: string): void {
    const next = statuses.find((one) => one === chosen);
    if (next === 'closed') onClose();
    else if (next !== undefined) void changes.changeStatus(conversation, next);
  }

  return (
    <header class="conversation-head">
      <button type="button" class="icon-button back" aria-label={t.back} onClick={() => go(undefined)}>
        <IconShape shape={backIcon} size={20} />
      </button>
      <div class="who">
        <h2 id="conversation" tabIndex={-1}>
          <bdi>{visitorName(visitor, t)}</bdi>
        </h2>
        <p class="quiet">
          <PresenceWords workspace={workspace} model={model} />
          {typeof visitor.email === 'string' && visitor.name !== undefined && (
            <bdi>{plainName(visitor.emailShown ?? visitor.email)}</bdi>
          )}
        </p>
      </div>
      <div class="head-actions">
        {assignee !== me.id && status !== 'closed' && (
          <button
            type="button"
            class="button small assign-to-me"
            onClick={() => void changes.assign(conversation, me.id)}
          >
            {t.assignToMe}
          </button>
        )}
        <label>
          <span class="quiet">{t.assignee}</span>
          <select
            class="select small"
            value={assignee ?? ''}
            disabled={status === 'closed'}
            onChange={(event) => {
              const { value } = event.currentTarget;
              event.currentTarget.value = assignee ?? '';
              void changes.assign(conversation, value === '' ? null : value);
            }}
          >
            <option value="">{t.nobody}</option>
            {everybody.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="quiet">{t.statusLabel}</span>
          <select
            class={`select small status ${status}`}
            value={status}
            disabled={status === 'closed'}
            onChange={(event) => {
              const { value } = event.currentTarget;
              event.currentTarget.value = status;
              choose(value);
            }}
          >
            {statuses.map((one) => (
              <option key={one} value={one}>
                {t.status[one]}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="icon-button details"
          aria-label={t.details}
          aria-haspopup="dialog"
          onClick={onDetails}
        >
          <IconShape shape={personIcon} size={20} />
        </button>
      </div>
    </header>
  );
}

/** Whether the visitor is there now, or when they last were, as far as anything tells. */
function PresenceWords({ workspace, model }: Pick<ConversationHeadProps, 'workspace' | 'model'>): JSX.Element | null {
  const t = texts();
  const written = model.thread.value?.messages.findLast(
    ({ author, channel }) => author.kind === 'visitor' && channel === 'messaging',
  );
  const seen = workspace.presence.seen.value.get(model.id) ?? 0;
  const at = Math.max(seen, Date.parse(written?.sentAt ?? '') || 0);
  if (at === 0) return null;
  const now = workspace.now.value;
  const here = isHere(at, now);
  return (
    <span class={here ? 'presence here' : 'presence'}>{here ? t.isHere : t.lastHere(times.value.moment(at, now))}</span>
  );
}
