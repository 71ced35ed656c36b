import type { JSX } from 'preact';
import { useLayoutEffect, useId, useRef, useState } from 'preact/hooks';
import { quietly } from '../shared/quietly.ts';
import type { Chat } from './chat.ts';
import { currentConversation, isBlank } from './chat-state.ts';
import type { ChatState } from './chat-state.ts';
import { Composer } from './composer.tsx';
import { Header } from './header.tsx';
import { Log } from './log.tsx';
import { useParts } from './parts/load-parts.ts';
import type { ConversationListProps } from './parts/conversation-list.tsx';
import type { UnreachableProps } from './parts/unreachable.tsx';
import { useStore } from './store.ts';
import type { Store } from './store.ts';
import { useAttaching } from './use-attaching.tsx';
import { useWords } from './words.ts';

interface ChatWindowProps {
  readonly chat: Chat;
  /** What a screen reader is told just now. */
  readonly announcement: Store<string>;
  readonly onClose: () => void;
}

/** The panel: a dialog beside the page, over all of it where the window is narrow. */
export function ChatWindow({ chat, announcement, onClose }: ChatWindowProps): JSX.Element {
  const { t } = useWords();
  const state = useStore(chat.store);
  const announced = useStore(announcement);
  const field = useRef<HTMLTextAreaElement>(null);
  const panel = useRef<HTMLElement>(null);
  const headingId = useId();
  const { isOpen, view, info, visitor } = state;
  const attaching = useAttaching(chat.callInSession);
  const takesFiles = info?.features.attachments === true;
  const takesDrops = takesFiles && view === 'conversation';
  const [isDropping, setDropping] = useState(false);

  useLayoutEffect(() => {
    if (!isOpen) return;
    // On a touch screen focus would bring up the keyboard over what there is to read.
    if (view === 'list' || matchMedia('(pointer: coarse)').matches) panel.current?.focus();
    else field.current?.focus();
  }, [isOpen, view]);

  return (
    <>
      <section
        class={isDropping ? 'panel dropping' : 'panel'}
        data-drop={t.dropHere}
        ref={panel}
        role="dialog"
        aria-labelledby={headingId}
        tabIndex={-1}
        hidden={!isOpen}
        onKeyDown={(event) => {
          // What is typed here is not meant for the page's own shortcuts.
          event.stopPropagation();
          if (event.key === 'Escape' && !event.isComposing) onClose();
        }}
        onDragOver={(event) => {
          if (!takesDrops || event.dataTransfer?.types.includes('Files') !== true) return;
          event.preventDefault();
          setDropping(true);
        }}
        onDragLeave={() => setDropping(false)}
        onDrop={(event) => {
          setDropping(false);
          if (takesDrops && attaching.add(event.dataTransfer?.files)) event.preventDefault();
        }}
      >
        <Header state={state} headingId={headingId} onList={() => quietly(chat.showList())} onClose={onClose} />
        {!state.isConnected && (
          <p class="banner" role="status">
            {t.noConnection}
          </p>
        )}
        {visitor?.emailState === 'bounced' && view === 'conversation' && (
          <Unreachable email={visitor.emailShown ?? visitor.email ?? ''} isFixed={state.isLimited} panel={panel} />
        )}
        {state.notice !== null && (
          <p class="banner" role="alert">
            <span>{state.notice === 'link-expired' ? t.linkExpired : t.linkUnknown}</span>
            <button type="button" class="text-button" onClick={chat.dismissNotice}>
              {t.dismiss}
            </button>
          </p>
        )}
        {isOpen && view === 'list' && (
          <Conversations
            conversations={state.conversations.filter((one) => !isBlank(one))}
            onShow={(id) => quietly(chat.show(id))}
            onNew={() => quietly(chat.show(null))}
          />
        )}
        {isOpen && view === 'conversation' && (
          <Log chat={chat} state={state} onFocusLost={() => field.current?.focus()} />
        )}
        <Composer
          field={field}
          isHidden={view === 'list'}
          attaching={takesFiles ? attaching : null}
          hint={isClosed(state) ? t.closedHint : null}
          onSend={chat.write}
          onTyped={chat.typed}
        />
      </section>
      <p class="hidden" role="status" aria-live="polite">
        {announced}
      </p>
    </>
  );
}

function Unreachable(props: UnreachableProps): JSX.Element | null {
  const parts = useParts();
  return parts ? <parts.Unreachable {...props} /> : null;
}

function Conversations(props: ConversationListProps): JSX.Element | null {
  const parts = useParts();
  return parts ? <parts.ConversationList {...props} /> : null;
}

function isClosed(state: ChatState): boolean {
  return currentConversation(state)?.status === 'closed';
}
