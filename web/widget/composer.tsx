import { mostMessageCharacters } from '../../contract/limits.ts';
import type { JSX, RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Attachment } from '../../contract/messages.ts';
import { fitToText } from '../shared/fit-to-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { clipIcon, sendIcon } from '../shared/icons.ts';
import type { UsedAttaching } from './use-attaching.tsx';
import { useWords } from './words.ts';

interface ComposerProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly isHidden: boolean;
  readonly hint: string | null;
  /** `null`: files are not taken here. */
  readonly attaching: UsedAttaching | null;
  readonly onSend: (text: string, attachments: readonly Attachment[]) => void;
  readonly onTyped: () => void;
}

/** Where the visitor writes: Enter sends, Shift+Enter breaks the line. */
export function Composer({ field, isHidden, hint, attaching, onSend, onTyped }: ComposerProps): JSX.Element {
  const { t } = useWords();
  const [text, setText] = useState('');
  const id = useId();
  const composedAt = useRef(Number.NEGATIVE_INFINITY);
  const { isReady = true, hasFiles = false } = attaching ?? {};
  const isEmpty = !hasFiles && text.trim() === '';

  useLayoutEffect(() => {
    if (field.current !== null) fitToText(field.current);
  }, [field, text]);

  /** Enter that picks a candidate of an input method is not meant for us. */
  function isComposing(event: KeyboardEvent): boolean {
    return event.isComposing || event.timeStamp - composedAt.current < sameKeyMs;
  }

  function send(): void {
    if (isEmpty || !isReady) return;
    onSend(text.trim(), attaching?.take() ?? []);
    setText('');
    field.current?.focus();
  }

  return (
    <form
      class="composer"
      hidden={isHidden}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {hint !== null && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {attaching?.tray}
      <div class="line">
        {attaching !== null && (
          <label class="icon-button" title={t.attach}>
            <IconShape shape={clipIcon} size={22} />
            <input
              class="hidden"
              type="file"
              multiple
              aria-label={t.attach}
              onChange={({ currentTarget }) => {
                attaching.add(currentTarget.files);
                // So that the same file can be chosen again.
                currentTarget.value = '';
                field.current?.focus();
              }}
            />
          </label>
        )}
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          maxLength={mostMessageCharacters}
          placeholder={t.placeholder}
          aria-label={t.placeholder}
          aria-describedby={hint === null ? undefined : `${id}-hint`}
          enterkeyhint="send"
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            onTyped();
          }}
          onPaste={(event) => {
            if (attaching?.add(event.clipboardData?.files)) event.preventDefault();
          }}
          onCompositionEnd={(event) => {
            composedAt.current = event.timeStamp;
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="send" aria-label={t.send} title={t.send} disabled={isEmpty || !isReady}>
          <IconShape shape={sendIcon} size={20} />
        </button>
      </div>
    </form>
  );
}

/** Safari ends the composition before it reports the Enter that ended it. */
const sameKeyMs = 50;
