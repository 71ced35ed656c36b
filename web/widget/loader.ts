import type { ContinuousChatApi } from './embed.ts';
import css from './launcher.css';
import type { BootOptions, Emit, EventName, Mount, Panel } from './options.ts';

/**
 * What a site embeds, at most 2 KB. It takes the calls that were queued, draws the button, and fetches the panel when it
 * is wanted: when it is opened or about to be, or when there is a conversation to go on with.
 */

/** Where the panel lies, named after its content; put in by scripts/build-widget.ts. */
declare const PANEL_FOLDER: string;

type Handler = (detail: unknown) => void;

/** A widget on the page. */
interface Widget {
  /** The panel, fetched with the first call. */
  readonly panel: () => Promise<Panel>;
  readonly update: (options: BootOptions) => void;
  readonly remove: () => void;
}

const source = (document.currentScript as HTMLScriptElement | null)?.src ?? location.href;
const handlers: (readonly [unknown, Handler])[] = [];
const emit: Emit = (name: EventName, detail: unknown) => {
  for (const [wanted, handler] of handlers) if (wanted === name) handler(detail);
};
let widget: Widget | undefined;
let link = takeLink();

/** A resume link's token, taken out of the address so that neither history nor a copied address keeps it. */
function takeLink(): string | undefined {
  const found = /[#&]cc=([^&]+)/.exec(location.hash);
  if (!found) return undefined;
  const rest = location.hash.replace(found[0], '').replace(/^&/, '#');
  history.replaceState(history.state, '', location.pathname + location.search + rest);
  return found[1];
}

/** Keeps the link until the panel has it: nowhere else does it stand any more. */
function followLink(): void {
  widget?.panel().then(
    (panel) => {
      if (link !== undefined) panel.resume(link);
      link = undefined;
    },
    () => setTimeout(followLink, (retryLinkMs *= 2)),
  );
}

/** Twice as long each time: where the page forbids the panel it never comes. */
let retryLinkMs = 1_500;

/** Does something with the panel as soon as it is there. */
function use(action: (panel: Panel) => void): void {
  widget?.panel().then(action, () => undefined);
}

function boot(first: BootOptions): Widget {
  let options = first;
  let loading: Promise<Panel> | undefined;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const launcher = document.createElement('button');
  const sheet = new CSSStyleSheet();
  const observer = new MutationObserver(attach);

  /** Single-page applications replace what they think is all theirs. */
  function attach(): void {
    const body = document.body as HTMLElement | null;
    if (body === null) return;
    if (!host.isConnected) body.append(host);
    observer.observe(document.documentElement, { childList: true });
    observer.observe(body, { childList: true });
  }

  function dress(): void {
    const { theme, position, offset, zIndex, accentColor } = options;
    const set = (name: string, value: string): void => host.style.setProperty(name, value, 'important');
    set('all', 'initial');
    set('position', 'fixed');
    set('z-index', `${zIndex ?? 2147483000}`);
    set('--inline', `${offset?.inline ?? 20}px`);
    set('--block', `${offset?.block ?? 20}px`);
    if (accentColor) set('--site-accent', accentColor);
    host.dataset.theme = theme ?? 'auto';
    host.dataset.position = position ?? 'end';
    launcher.hidden = options.launcher === false;
  }

  function panel(): Promise<Panel> {
    loading ??= fetchPanel().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  async function fetchPanel(): Promise<Panel> {
    const files = ['panel', 'shared'].map((file) => new URL(`${PANEL_FOLDER}/${file}.js`, source).href);
    // Browsers remember a module that could not be fetched, so all of them are in the browser's cache before any is imported.
    await Promise.all(files.map(fetchWhole));
    const { mount } = (await import(files[0] ?? '')) as { readonly mount: Mount };
    const mounted = await mount({ host, root, launcher, base: new URL('..', source).href.slice(0, -1), options, emit });
    emit('ready', undefined);
    return mounted;
  }

  host.id = 'continuous-chat';
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  launcher.className = 'launcher';
  launcher.type = 'button';
  // Understood in every language, until the panel brings better words.
  launcher.ariaLabel = 'Chat';
  launcher.ariaExpanded = 'false';
  launcher.append(icon());
  launcher.onclick = () => use((mounted) => mounted.toggle());
  launcher.onpointerenter = launcher.onfocus = () => use(() => undefined);
  root.append(launcher);
  dress();
  attach();
  document.addEventListener('DOMContentLoaded', attach);
  return {
    panel,
    update(changed) {
      options = { ...options, ...changed };
      dress();
      void loading?.then((mounted) => mounted.update(changed));
    },
    remove() {
      observer.disconnect();
      document.removeEventListener('DOMContentLoaded', attach);
      void loading?.then((mounted) => mounted.remove());
      host.remove();
      forget();
    },
  };
}

/** Rejects for a file that is not there, or not for now. */
async function fetchWhole(file: string): Promise<void> {
  const response = await fetch(file);
  await response.text();
  if (!response.ok) throw new Error(file);
}

function icon(): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.ariaHidden = 'true';
  path.setAttribute(
    'd',
    'M12 4c4.7 0 8.5 3.2 8.5 7.3s-3.8 7.3-8.5 7.3q-1.5 0-2.9-.4L4.5 20l1.3-3.6q-2.3-2-2.3-5.1C3.5 7.2 7.3 4 12 4Z',
  );
  svg.append(path);
  return svg;
}

const prefix = 'continuous-chat:';

/** Does something in each of the browser's storages, and says whether it came out true in one; what is forbidden has nothing. */
function inStorages(use: (storage: Storage) => boolean): boolean {
  const storages = [() => localStorage, () => sessionStorage];
  const found = storages.filter((storage) => {
    try {
      return use(storage());
    } catch {
      return false;
    }
  });
  return found.length > 0;
}

function hasSession(): boolean {
  return inStorages((storage) => storage.getItem(`${prefix}session`) !== null);
}

/** After a logout the next person at this browser must not find the conversation. */
function forget(): void {
  inStorages((storage) => {
    storage.removeItem(`${prefix}session`);
    storage.removeItem(`${prefix}outbox`);
    return true;
  });
}

const commands: Readonly<Record<string, (argument: unknown, handler: unknown) => void>> = {
  boot(options = {}) {
    if (widget) {
      widget.update(options as BootOptions);
      return;
    }
    widget = boot(options as BootOptions);
    if (link !== undefined) followLink();
    else if (hasSession() || (options as BootOptions).identityToken) use(() => undefined);
  },
  update: (options) => widget?.update(options as BootOptions),
  open: () => use((panel) => panel.open()),
  close: () => use((panel) => panel.close()),
  identify: (token) => use((panel) => panel.identify(token as string)),
  on: (name, handler) => void handlers.push([name, handler as Handler]),
  shutdown() {
    widget?.remove();
    widget = undefined;
  },
};

const queued = window.ContinuousChat;
if (!queued?.isLoaded) {
  const api: ContinuousChatApi = (command, argument, handler) => commands[command as string]?.(argument, handler);
  api.isLoaded = true;
  window.ContinuousChat = api;
  addEventListener('hashchange', () => {
    link = takeLink() ?? link;
    if (link !== undefined) followLink();
  });
  for (const call of Array.from(queued?.q ?? [])) api(...Array.from(call));
}
