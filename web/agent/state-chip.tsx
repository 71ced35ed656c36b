import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { times } from '../console/language.ts';
import { IconShape } from '../shared/icon.tsx';
import type { Notification } from '../shared/wire.ts';
import { countdown, stateWords } from './notification-words.ts';
import { texts } from './texts/texts.ts';

interface StateChipProps {
  readonly notification: Notification;
  /** The server's time. */
  readonly clock: ReadonlySignal<number>;
  /** Shows how it came to this; undefined where that is not built. */
  readonly onWhy: (() => void) | undefined;
}

/** What became of an answer. The countdown is for the eye only; screen readers get the time it ends. */
export function StateChip({ notification, clock, onWhy }: StateChipProps): JSX.Element {
  const t = texts();
  // Only what counts down is drawn again every second.
  const now = notification.state === 'unread' ? clock.value : clock.peek();
  const { label, tone, icon, dueIn } = stateWords(notification, t, times.value, now);
  const content = (
    <>
      <IconShape shape={icon} />
      <span>{label}</span>
      {dueIn !== undefined && (
        <span class="countdown" aria-hidden="true">
          {t.inTime(countdown(dueIn))}
        </span>
      )}
    </>
  );
  const classes = `chip ${tone}`;
  if (onWhy === undefined) return <span class={classes}>{content}</span>;
  return (
    <button type="button" class={`${classes} pressable`} title={t.whyTitle} onClick={onWhy}>
      {content}
    </button>
  );
}
