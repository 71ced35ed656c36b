import { render } from 'preact';
import { mostNameCharacters } from '../../contract/limits.ts';
import type { Message } from '../../contract/messages.ts';
import type { WidgetInfo } from '../../contract/widget.ts';
import { watchPage } from '../shared/attention.ts';
import { accentColors } from './accent.ts';
import { createCall } from '../shared/call.ts';
import { later } from '../shared/later.ts';
import { quietly } from '../shared/quietly.ts';
import { authorName } from './author-name.ts';
import { fetchBeside } from './beside.ts';
import { unreadInAll } from './chat-state.ts';
import { ChatWindow } from './chat-window.tsx';
import { createChat } from './chat.ts';
import type { BootOptions, Mount, Panel } from './options.ts';
import css from './panel.css';
import { createSessionKeeper, sessionKey } from './session.ts';
import { createStorage } from './storage.ts';
import { createStore } from './store.ts';
import { addStyle, styles } from './styles.ts';
import { loadTexts } from './texts/load.ts';
import { wordsOf, WordsContext } from './words.ts';

addStyle(css);

/** Sets the panel up in the shadow root that the loader made. */
export const mount: Mount = async ({ host, root, launcher, base, options: first, emit }) => {
  let options: BootOptions = first;
  const container = document.createElement('div');
  colour();
  let words = wordsOf(await loadWords());
  let unread = -1;
  const lasting = createStorage(() => localStorage);
  const passing = createStorage(() => sessionStorage);
  const announcement = createStore('');
  const badge = document.createElement('span');
  badge.className = 'badge';
  launcher.append(badge);

  const session = createSessionKeeper({
    base,
    lasting,
    passing,
    now: Date.now,
    async introduce() {
      return {
        locale: words.locale,
        pageUrl: location.href.slice(0, 2_048),
        name: options.name?.slice(0, mostNameCharacters),
        email: options.email,
        identityToken: await identityOf(options),
      };
    },
  });
  const call = createCall({ base });
  const chat = createChat({
    session,
    storage: lasting,
    loadInfo: () => call('GET', `/v1/widget?locale=${encodeURIComponent(words.locale)}`) as Promise<WidgetInfo>,
    emit,
    onIncoming: (message) => announcement.update(() => spoken(message)),
  });

  function loadWords(): ReturnType<typeof loadTexts> {
    return loadTexts([options.locale ?? '', document.documentElement.lang, ...navigator.languages], (language) =>
      fetchBeside(`${language}.js`),
    );
  }

  /** Puts the site's colour on. */
  function colour(): void {
    for (const [property, value] of accentColors(options.accentColor)) container.style.setProperty(property, value);
  }

  function spoken({ author, text }: Message): string {
    return `${authorName(author, words)}: ${text.slice(0, 300)}`;
  }

  function show(): void {
    host.lang = words.locale;
    host.dir = words.t.direction;
    render(
      <WordsContext.Provider value={words}>
        <ChatWindow chat={chat} announcement={announcement} onClose={close} />
      </WordsContext.Provider>,
      container,
    );
  }

  function showUnread(): void {
    const count = unreadInAll(chat.store.get());
    const { isOpen } = chat.store.get();
    launcher.ariaExpanded = String(isOpen);
    launcher.ariaLabel = isOpen
      ? words.t.closeChat
      : count > 0
        ? `${words.t.openChat}, ${words.count(words.t.unread, count)}`
        : words.t.openChat;
    badge.hidden = count === 0 || isOpen;
    badge.textContent = count > 99 ? '99+' : String(count);
    if (count !== unread) emit('unread', { count });
    unread = count;
  }

  function setOpen(isOpen: boolean): void {
    if (chat.store.get().isOpen === isOpen) return;
    chat.store.merge({ isOpen });
    if (isOpen && chat.store.get().info !== null) chat.learn();
    emit(isOpen ? 'open' : 'close', undefined);
  }

  function close(): void {
    setOpen(false);
    launcher.focus();
  }

  const before = [...root.adoptedStyleSheets];
  const dress = (): void => {
    root.adoptedStyleSheets = [...before, ...styles.get()];
  };
  dress();
  const undress = styles.subscribe(dress);
  root.append(container);
  const onStorage = ({ key }: StorageEvent): void => {
    if (key?.endsWith(`:${sessionKey}`) === true) quietly(chat.sessionChanged());
  };
  const unwatch = watchPage(() => {
    if (document.visibilityState === 'visible') chat.nudge();
  });
  addEventListener('online', chat.nudge);
  addEventListener('storage', onStorage);
  const unsubscribe = chat.store.subscribe(showUnread);
  show();
  showUnread();
  const started = chat.start().catch(() => undefined);
  if (options.identityToken !== undefined) identify(options.identityToken);

  function identify(token: NonNullable<BootOptions['identityToken']>): void {
    options = { ...options, identityToken: token };
    quietly(chat.identify(() => started.then(() => identityOf(options))));
  }

  const panel: Panel = {
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle: () => (chat.store.get().isOpen ? close() : setOpen(true)),
    resume(token) {
      setOpen(true);
      quietly(started.then(() => chat.resume(token)));
    },
    identify,
    update(changed) {
      options = { ...options, ...changed };
      const { locale } = options;
      colour();
      quietly(
        loadWords().then((loaded) => {
          // A later wish may have been fulfilled sooner.
          if (locale !== options.locale) return;
          words = wordsOf(loaded);
          show();
          showUnread();
        }),
      );
    },
    remove() {
      undress();
      unwatch();
      unsubscribe();
      removeEventListener('online', chat.nudge);
      removeEventListener('storage', onStorage);
      chat.stop();
      session.end();
      render(null, container);
      container.remove();
      badge.remove();
    },
  };
  return panel;
};

/** Nobody is kept from writing by a site that does not say who they are. */
const longestProofMs = 20_000;

async function identityOf({ identityToken }: BootOptions): Promise<string | undefined> {
  if (typeof identityToken !== 'function') return identityToken;
  return Promise.race([
    identityToken(),
    new Promise<undefined>((resolve) => later(longestProofMs, () => resolve(undefined))),
  ]);
}
