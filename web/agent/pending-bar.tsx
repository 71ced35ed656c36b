import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PendingAction } from '../../contract/agents.ts';
import { times } from '../console/language.ts';
import { IconShape } from '../shared/icon.tsx';
import { mailIcon, pauseIcon } from '../shared/icons.ts';
import { countdown } from './notification-words.ts';
import type { PendingAnswers } from './pending.ts';
import { texts } from './texts/texts.ts';

interface PendingBarProps {
  readonly pending: PendingAnswers;
  /** The server's time. */
  readonly clock: ReadonlySignal<number>;
  /** Undefined until what was decided is loaded; never rejects. */
  readonly onDecide: ((action: PendingAction) => Promise<void>) | undefined;
}

/** What the unread answers are waiting for, and what the agent can do about it. */
export function PendingBar({ pending, clock, onDecide }: PendingBarProps): JSX.Element {
  const t = texts();
  const [isBusy, setBusy] = useState(false);
  const now = clock.value;
  const { state, dueAt, count } = pending;
  const left = dueAt === undefined ? undefined : Date.parse(dueAt) - now;
  const isHeld = state === 'held';

  async function decide(action: PendingAction): Promise<void> {
    setBusy(true);
    await onDecide?.(action);
    setBusy(false);
  }

  const actions: readonly (readonly [PendingAction, string])[] = [
    ...(state === 'waiting-for-address' ? [] : ([['send-now', t.sendNow]] as const)),
    ...(isHeld ? ([['release', t.release]] as const) : ([['hold', t.hold]] as const)),
    ['skip', t.skip],
  ];
  return (
    <div class="pending">
      <IconShape shape={isHeld ? pauseIcon : mailIcon} />
      <p>
        {isHeld && t.pendingHeld}
        {state === 'waiting-for-address' && t.pendingWaiting}
        {dueAt !== undefined && t.pendingAt(times.value.moment(dueAt, now), count)}
        {left !== undefined && left > 0 && (
          <span class="countdown" aria-hidden="true">
            {t.inTime(countdown(left))}
          </span>
        )}
      </p>
      {onDecide !== undefined && (
        <div class="pending-actions">
          {actions.map(([action, label]) => (
            <button
              key={action}
              type="button"
              class="button small"
              aria-disabled={isBusy}
              onClick={() => void decide(action)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
