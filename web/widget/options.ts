/** What a site passes to `ContinuousChat('boot', …)` and `ContinuousChat('update', …)`; everything may be left out. */
export interface BootOptions {
  /** BCP 47. Otherwise the page's `lang`, otherwise the browser's languages. */
  readonly locale?: string;
  readonly name?: string;
  readonly email?: string;
  /** A JWT the site signed for its logged-in user, or what gets one. */
  readonly identityToken?: string | (() => Promise<string>);
  /** `auto` (default) follows the visitor's system. */
  readonly theme?: 'light' | 'dark' | 'auto';
  /** Colour of the launcher and of the visitor's own messages, as CSS writes it. */
  readonly accentColor?: string;
  /** Corner of the window; `end` (default) is the right where text runs from left to right. */
  readonly position?: 'start' | 'end';
  /** Distance from the window's edges in pixels. */
  readonly offset?: { readonly inline?: number; readonly block?: number };
  readonly zIndex?: number;
  /** `false`: no button of ours; the site opens the panel by `ContinuousChat('open')`. */
  readonly launcher?: boolean;
}

export interface EventDetails {
  readonly ready: undefined;
  readonly open: undefined;
  readonly close: undefined;
  /** Unread messages in all conversations. */
  readonly unread: { readonly count: number };
  /** A message came in, whether seen or not. */
  readonly message: { readonly conversationId: string; readonly seq: number };
}

export type EventName = keyof EventDetails;

export type Emit = <Name extends EventName>(name: Name, detail: EventDetails[Name]) => void;

/** Where the loader lets the panel live. */
export interface PanelPlace {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly launcher: HTMLButtonElement;
  /** Origin of the API, without a slash at the end. */
  readonly base: string;
  readonly options: BootOptions;
  readonly emit: Emit;
}

/** What the loader can ask of the panel. */
export interface Panel {
  readonly open: () => void;
  readonly close: () => void;
  readonly toggle: () => void;
  readonly resume: (token: string) => void;
  readonly identify: (identityToken: NonNullable<BootOptions['identityToken']>) => void;
  readonly update: (options: BootOptions) => void;
  /** Leaves nothing behind, not even who the visitor is. */
  readonly remove: () => void;
}

export type Mount = (place: PanelPlace) => Promise<Panel>;
