import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../contract/conversations.ts';
import { LanguageChoice } from '../console/language-choice.tsx';
import { consoleTexts } from '../console/texts.ts';
import { plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { bellIcon, chatIcon, helpIcon } from '../shared/icons.ts';
import type { ComposerHandle } from './composer.tsx';
import { ConversationView } from './conversation-view.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { KeptMailList } from './kept-mail-list.tsx';
import { KeptMailView, NoKeptMail } from './kept-mail-view.tsx';
import { QueueView } from './queue-view.tsx';
import { isTextField, shortcutOf } from './shortcuts.ts';
import type { Shortcut } from './shortcuts.ts';
import { chooseLanguage, texts } from './texts/texts.ts';
import { Toast } from './toast.tsx';
import type { Workspace } from './workspace.ts';

interface WorkspaceViewProps {
  readonly workspace: Workspace;
  readonly onSignOut: () => void;
}

const lettersKey = 'continuous-chat-console:letters';

/** Queue, conversation and visitor side by side; one after the other where the window is narrow. */
export function WorkspaceView({ workspace, onSignOut }: WorkspaceViewProps): JSX.Element {
  const t = texts();
  const { open, route, alerts, changes, isConnected } = workspace;
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [lettersOn, setLettersOn] = useState(localStorage.getItem(lettersKey) !== 'off');
  const composer = useRef<ComposerHandle>(null);
  const thread = open.value;
  const { page } = route.value;
  const isDeep = page === 'conversation' || (page === 'mail' && route.value.id !== undefined);

  function act(shortcut: Shortcut): boolean {
    switch (shortcut) {
      case 'next':
      case 'previous':
        return step(workspace, shortcut === 'next' ? 1 : -1);
      case 'reply':
      case 'note':
        composer.current?.write(shortcut === 'reply' ? 'public' : 'note');
        return composer.current !== null;
      case 'assign':
        return change((conversation) => changes.assign(conversation, workspace.me.id));
      case 'solve':
        return change((conversation) => changes.changeStatus(conversation, 'solved'));
      case 'search': {
        const field = document.querySelector<HTMLInputElement>('#search');
        field?.focus();
        return field !== null;
      }
      case 'back':
        if (isTextField(document.activeElement)) (document.activeElement as HTMLElement).blur();
        else workspace.go(undefined);
        return true;
      case 'help':
        setHelpOpen(true);
        return true;
    }
  }

  /** Of a closed conversation nothing can be changed. */
  function change(how: (conversation: Conversation) => Promise<void>): boolean {
    const conversation = thread?.conversation.value ?? null;
    if (conversation === null || conversation.status === 'closed') return false;
    void how(conversation);
    return true;
  }

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (document.querySelector('dialog[open]') !== null) return;
      const shortcut = shortcutOf(event, isTextField(event.target), lettersOn);
      if (shortcut !== undefined && act(shortcut)) event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });

  return (
    <div class={isDeep ? 'workspace with-conversation' : 'workspace'}>
      <a class="skip" href="#conversation" onClick={skip}>
        {t.skipToConversation}
      </a>
      <header class="bar">
        <h1>{consoleTexts().agentPage}</h1>
        <div class="bar-end">
          {!isConnected.value && (
            <span class="chip warn" role="status">
              {consoleTexts().noConnection}
            </span>
          )}
          <NotifyButton workspace={workspace} />
          <button
            type="button"
            class="icon-button"
            aria-label={t.help}
            title={t.help}
            onClick={() => {
              setHelpOpen(true);
            }}
          >
            <IconShape shape={helpIcon} size={20} />
          </button>
          <LanguageChoice onChoose={chooseLanguage} />
          <span class="me">
            <bdi>{plainName(workspace.me.name)}</bdi>
          </span>
          <button type="button" class="button small" onClick={onSignOut}>
            {consoleTexts().signOut}
          </button>
        </div>
      </header>
      <Places workspace={workspace} composer={composer} />
      <Toast notices={workspace.notices} />
      <p class="hidden" role="status" aria-live="polite">
        {alerts.announcement.value}
      </p>
      {isHelpOpen && (
        <HelpDialog
          lettersOn={lettersOn}
          onLetters={(isOn) => {
            setLettersOn(isOn);
            localStorage.setItem(lettersKey, isOn ? 'on' : 'off');
          }}
          onClose={() => {
            setHelpOpen(false);
          }}
        />
      )}
    </div>
  );
}

/** The list on the left, and what is open beside it. */
function Places({ workspace, composer }: PlacesProps): JSX.Element {
  const t = texts();
  const route = workspace.route.value;
  const thread = workspace.open.value;
  if (route.page === 'mail') {
    const mail = route.id === undefined ? undefined : workspace.kept.find(route.id);
    return (
      <>
        <KeptMailList workspace={workspace} openId={route.id} />
        {mail === undefined ? (
          <NoKeptMail workspace={workspace} isWanted={route.id !== undefined && workspace.kept.isLoaded.value} />
        ) : (
          <KeptMailView key={mail.id} workspace={workspace} mail={mail} />
        )}
      </>
    );
  }
  return (
    <>
      <QueueView workspace={workspace} />
      {thread === null ? (
        <main class="nothing" id="conversation" tabIndex={-1}>
          <IconShape shape={chatIcon} size={40} />
          <p class="large">{t.chooseConversation}</p>
          <p class="quiet">{t.chooseHint}</p>
        </main>
      ) : (
        <ConversationView key={thread.id} workspace={workspace} model={thread} composer={composer} />
      )}
    </>
  );
}

interface PlacesProps {
  readonly workspace: Workspace;
  readonly composer: RefObject<ComposerHandle | null>;
}

/** Turns sound and the browser's notifications on; new messages show in title and queue in any case. */
function NotifyButton({ workspace }: { readonly workspace: Workspace }): JSX.Element {
  const t = texts();
  const { sound, permission, askPermission } = workspace.alerts;
  const isOn = sound.value;
  return (
    <button
      type="button"
      class={isOn ? 'icon-button on' : 'icon-button'}
      aria-pressed={isOn}
      aria-label={t.notify}
      title={isOn ? t.notifyOn : t.notify}
      onClick={() => {
        sound.value = !isOn;
        if (!isOn && permission.value === 'default') void askPermission();
      }}
    >
      <IconShape shape={bellIcon} size={20} />
    </button>
  );
}

function focusConversation(): void {
  document.querySelector<HTMLElement>('#conversation')?.focus();
}

function skip(event: Event): void {
  event.preventDefault();
  focusConversation();
}

/** Opens the conversation before or after the open one; the first when none is. */
function step({ queue, open, go }: Workspace, by: 1 | -1): boolean {
  const all = queue.found.value ?? queue.conversations.value;
  const at = all.findIndex(({ id }) => id === open.value?.id);
  const next = all[at < 0 ? 0 : at + by];
  if (next === undefined) return false;
  addEventListener('hashchange', () => setTimeout(focusConversation), { once: true });
  go(next.id);
  return true;
}
