import type { ReadonlySignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { times } from '../console/language.ts';
import type { Channel, Conversation, Notify, Visibility } from '../shared/wire.ts';
import { prospectWords } from './composer-words.ts';
import { texts } from './texts/texts.ts';

/** What the page's shortcuts can do with the composer. */
export interface ComposerHandle {
  readonly write: (visibility: Visibility) => void;
}

interface ComposerProps {
  readonly conversation: Conversation;
  readonly lastVisitorChannel: Channel;
  /** The server's time. */
  readonly clock: ReadonlySignal<number>;
  readonly handle: RefObject<ComposerHandle | null>;
  readonly onWrite: (draft: { text: string; notify: Notify; visibility: Visibility }) => void;
}

const longestText = 10_000;
const choices: readonly Notify[] = ['auto', 'now', 'never'];
const modes: readonly Visibility[] = ['public', 'note'];

/** Unsent texts by conversation, so that looking elsewhere loses nothing. */
const drafts = new Map<string, string>();

/** Where the agent writes, and a line that says what will happen to it. */
export function Composer({ conversation, lastVisitorChannel, clock, handle, onWrite }: ComposerProps): JSX.Element {
  const t = texts();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(drafts.get(conversation.id) ?? '');
  const [visibility, setVisibility] = useState<Visibility>('public');
  const [notify, setNotify] = useState<Notify>('auto');
  const isEmpty = text.trim() === '';
  const isNote = visibility === 'note';
  const notifyWords = { auto: t.notifyAuto, now: t.notifyNow, never: t.notifyNever };
  const prospect = { conversation, visibility, notify, lastVisitorChannel };

  useEffect(() => {
    handle.current = {
      write(mode) {
        setVisibility(mode);
        field.current?.focus();
      },
    };
    return () => {
      handle.current = null;
    };
  }, [handle]);

  useEffect(() => {
    if (text === '') drafts.delete(conversation.id);
    else drafts.set(conversation.id, text);
  }, [conversation.id, text]);

  useLayoutEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [text]);

  function send(): void {
    if (isEmpty) return;
    onWrite({ text: text.trim(), notify, visibility });
    setText('');
    setNotify('auto');
    setVisibility('public');
    field.current?.focus();
  }

  return (
    <form
      class={isNote ? 'composer note' : 'composer'}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="composer-head">
        <div class="tabs" role="group">
          {modes.map((mode) => (
            <button
              key={mode}
              type="button"
              class="tab"
              aria-pressed={mode === visibility}
              onClick={() => handle.current?.write(mode)}
            >
              {mode === 'note' ? t.internalNote : t.reply}
            </button>
          ))}
        </div>
        {!isNote && (
          <label>
            <span class="hidden">{t.notifyLabel}</span>
            <select
              class="select small"
              value={notify}
              onChange={(event) => setNotify(choices.find((one) => one === event.currentTarget.value) ?? 'auto')}
            >
              {choices.map((one) => (
                <option key={one} value={one}>
                  {notifyWords[one]}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <textarea
        ref={field}
        class="area"
        rows={1}
        dir="auto"
        maxLength={longestText}
        placeholder={isNote ? t.writeNote : t.writeReply}
        aria-label={isNote ? t.writeNote : t.writeReply}
        aria-describedby={`${id}-prospect`}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <div class="composer-foot">
        <p class="prospect" id={`${id}-prospect`} aria-live="off">
          {prospectWords(prospect, t, times.value, clock.peek())}
        </p>
        <button type="submit" class="button primary" disabled={isEmpty} title={shortcutHint}>
          {isNote ? t.saveNote : t.send}
        </button>
      </div>
    </form>
  );
}

const shortcutHint = /mac|iphone|ipad/iu.test(navigator.userAgent) ? '⌘ ↩' : 'Ctrl ↩';
