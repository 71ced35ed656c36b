export type Shortcut = 'next' | 'previous' | 'reply' | 'note' | 'assign' | 'solve' | 'search' | 'back' | 'help';

/** What is needed of a KeyboardEvent. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
}

const letters: Readonly<Record<string, Shortcut>> = {
  j: 'next',
  k: 'previous',
  r: 'reply',
  n: 'note',
  a: 'assign',
  e: 'solve',
  '/': 'search',
  '?': 'help',
};

/**
 * The shortcut of a key press, if it is one. None has a modifier: Ctrl+Alt is AltGr, which types @, { and € on German
 * keyboards, and `/` and `?` are taken by what they type, wherever the key is. Letters never count while somebody types
 * (WCAG 2.1.4: and can be switched off).
 */
export function shortcutOf(press: Press, isTyping: boolean, lettersOn: boolean): Shortcut | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey || press.isComposing) return undefined;
  if (press.key === 'Escape') return 'back';
  return isTyping || !lettersOn ? undefined : letters[press.key.toLowerCase()];
}

/** Whether keys pressed on this element are text. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
