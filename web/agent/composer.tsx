import type { ReadonlySignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Delivery } from '../../contract/agents.ts';
import type { Conversation, Status } from '../../contract/conversations.ts';
import { mostMessageCharacters } from '../../contract/limits.ts';
import type { Channel, Notify, PendingNotification, Visibility } from '../../contract/messages.ts';
import { times } from '../console/language.ts';
import { fitToText } from '../shared/fit-to-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { clipIcon } from '../shared/icons.ts';
import { prospectWords } from './composer-words.ts';
import type { Prospect } from './composer-words.ts';
import { DraftFileList } from './draft-file-list.tsx';
import type { DraftFile } from './draft-files.ts';
import type { Draft } from './drafts.ts';
import { SendMenu } from './send-menu.tsx';
import { texts } from './texts/texts.ts';

/** What the page's shortcuts can do with the composer. */
export interface ComposerHandle {
  readonly write: (visibility: Visibility) => void;
}

/** What is handed over to be sent. */
export interface Written {
  readonly text: string;
  readonly notify: Notify;
  readonly visibility: Visibility;
  readonly files: readonly DraftFile[];
  /** How the conversation is to stand then; undefined as it stands. */
  readonly andThen: Status | undefined;
}

interface ComposerProps {
  readonly conversation: Conversation;
  readonly pending: PendingNotification | null;
  readonly draft: Draft;
  readonly lastVisitorChannel: Channel;
  readonly delivery: Delivery | undefined;
  /** The server's time. */
  readonly clock: ReadonlySignal<number>;
  readonly handle: RefObject<ComposerHandle | null>;
  readonly onWrite: (written: Written) => void;
}

const choices: readonly Notify[] = ['auto', 'now', 'never'];
const modes: readonly Visibility[] = ['public', 'note'];

/** Where the agent writes, and a line that says what will happen to it. */
export function Composer(props: ComposerProps): JSX.Element {
  const { conversation, pending, draft, lastVisitorChannel, delivery, clock, handle, onWrite } = props;
  const t = texts();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const text = draft.text.value;
  const visibility = draft.visibility.value;
  const notify = draft.notify.value;
  const hasFiles = draft.files.files.value.length > 0;
  const isEmpty = text.trim() === '' && !hasFiles;
  const canSend = !isEmpty && draft.files.areReady.value;
  const isNote = visibility === 'note';
  const notifyWords = { auto: t.notifyAuto, now: t.notifyNow, never: t.notifyNever };
  const prospect = { conversation, pending, visibility, notify, lastVisitorChannel, delivery };

  useEffect(() => {
    handle.current = {
      write(mode) {
        draft.visibility.value = mode;
        field.current?.focus();
      },
    };
    return () => {
      handle.current = null;
    };
  }, [handle, draft]);

  useLayoutEffect(() => {
    if (field.current !== null) fitToText(field.current, 2);
  }, [text]);

  function send(andThen?: Status): void {
    if (!canSend) return;
    onWrite({ text: text.trim(), notify, visibility, files: draft.files.take(), andThen });
    draft.text.value = '';
    draft.notify.value = 'auto';
    draft.visibility.value = 'public';
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
              onChange={(event) => {
                draft.notify.value = choices.find((one) => one === event.currentTarget.value) ?? 'auto';
              }}
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
        maxLength={mostMessageCharacters}
        placeholder={isNote ? t.writeNote : t.writeReply}
        aria-label={isNote ? t.writeNote : t.writeReply}
        aria-describedby={`${id}-prospect`}
        value={text}
        onInput={(event) => {
          draft.text.value = event.currentTarget.value;
        }}
        onPaste={(event) => {
          const { files = [], types = [] } = event.clipboardData ?? {};
          // A copied table or page brings a picture of itself along; its text is what is meant.
          if (files.length === 0 || types.includes('text/plain')) return;
          event.preventDefault();
          draft.files.add(files);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <DraftFileList draft={draft.files} />
      <div class="composer-foot">
        <button
          type="button"
          class="icon-button"
          aria-label={t.files.attach}
          title={t.files.attach}
          onClick={() => picker.current?.click()}
        >
          <IconShape shape={clipIcon} size={20} />
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            draft.files.add(event.currentTarget.files ?? []);
            event.currentTarget.value = '';
          }}
        />
        <ProspectLine id={`${id}-prospect`} prospect={prospect} clock={clock} />
        <div class="send">
          <button type="submit" class="button primary" disabled={!canSend} title={shortcutHint}>
            {isNote ? t.saveNote : t.send}
          </button>
          {!isNote && conversation.status !== 'closed' && <SendMenu isDisabled={!canSend} onSend={send} />}
        </div>
      </div>
    </form>
  );
}

/** Apart from the composer, so that the clock draws nothing else again. */
function ProspectLine({ id, prospect, clock }: ProspectLineProps): JSX.Element {
  return (
    <p class="prospect" id={id} aria-live="off">
      {prospectWords(prospect, texts(), times.value, clock.value)}
    </p>
  );
}

interface ProspectLineProps extends Pick<ComposerProps, 'clock'> {
  readonly id: string;
  readonly prospect: Prospect;
}

const shortcutHint = /mac|iphone|ipad/iu.test(navigator.userAgent) ? '⌘ ↩' : 'Ctrl ↩';
