import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Notification } from '../../contract/messages.ts';
import { times } from '../console/language.ts';
import { IconShape } from '../shared/icon.tsx';
import { stateWords } from './notification-words.ts';
import { texts } from './texts/texts.ts';

interface StateChipProps {
  readonly notification: Notification;
  /** The server's time. */
  readonly clock: ReadonlySignal<number>;
  /** Shows how it came to this; undefined until that is loaded. */
  readonly onWhy: (() => void) | undefined;
}

/** What became of an answer. */
export function StateChip({ notification, clock, onWhy }: StateChipProps): JSX.Element {
  const t = texts();
  // Only what may become due is drawn again every second.
  const now = notification.state === 'unread' ? clock.value : clock.peek();
  const { label, tone, icon } = stateWords(notification, t, times.value, now);
  const content = (
    <>
      <IconShape shape={icon} />
      <span>{label}</span>
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
