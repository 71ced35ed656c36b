import type { JSX } from 'preact';
import type { WidgetInfo } from '../../contract/widget.ts';
import { initials, plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { backIcon, closeIcon } from '../shared/icons.ts';
import type { ChatState } from './chat-state.ts';
import { useWords } from './words.ts';
import type { Words } from './words.ts';

interface HeaderProps {
  readonly state: ChatState;
  readonly headingId: string;
  readonly onList: () => void;
  readonly onClose: () => void;
}

/** The team, whether it is there, and the ways out. */
export function Header({ state, headingId, onList, onClose }: HeaderProps): JSX.Element {
  const words = useWords();
  const { t } = words;
  const { info, view, conversations, isLimited } = state;
  const team = plainName(info?.teamName ?? '') || t.team;
  const hasList = view === 'conversation' && conversations.length > 0 && !isLimited;
  return (
    <div class="header">
      {hasList && (
        <button type="button" class="icon-button" aria-label={t.conversations} title={t.conversations} onClick={onList}>
          <IconShape shape={backIcon} size={20} />
        </button>
      )}
      <span class="avatar team" aria-hidden="true">
        {initials(team)}
      </span>
      <div class="title">
        <h2 id={headingId}>
          <bdi>{view === 'list' ? t.conversations : team}</bdi>
        </h2>
        {info !== null && (
          <p class={info.offline ? 'availability away' : 'availability'}>{availability(info, words)}</p>
        )}
      </div>
      <button type="button" class="icon-button" aria-label={t.closeChat} title={t.closeChat} onClick={onClose}>
        <IconShape shape={closeIcon} size={20} />
      </button>
    </div>
  );
}

function availability({ offline, backAt }: WidgetInfo, { t, times }: Words): string {
  if (!offline) return t.here;
  return backAt ? t.awayUntil(times.moment(backAt, Date.now())) : t.away;
}
