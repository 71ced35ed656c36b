import { shortcutOf } from '../../../web/agent/shortcuts.ts';
import type { Press } from '../../../web/agent/shortcuts.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  ...more,
});

test.each([
  ['j', 'next'],
  ['K', 'previous'],
  ['r', 'reply'],
  ['n', 'note'],
  ['a', 'assign'],
  ['e', 'solve'],
  ['/', 'search'],
  ['?', 'help'],
  ['Escape', 'back'],
])('%s is %s', (key, shortcut) => {
  expect(shortcutOf(press(key), false, true)).toBe(shortcut);
});

test('what a German keyboard types with AltGr is never a shortcut', () => {
  for (const key of ['@', '€', '{', '[', ']', '}', '\\', '~', 'e', 'q']) {
    expect(shortcutOf(press(key, { ctrlKey: true, altKey: true }), false, true)).toBeUndefined();
  }
});

test('with any modifier the key is the browser’s', () => {
  for (const modifier of ['ctrlKey', 'altKey', 'metaKey'] as const) {
    expect(shortcutOf(press('r', { [modifier]: true }), false, true)).toBeUndefined();
  }
});

test('letters are text while somebody types; Escape still leads back', () => {
  expect(shortcutOf(press('r'), true, true)).toBeUndefined();
  expect(shortcutOf(press('Escape'), true, true)).toBe('back');
});

test('while an input method composes, no key is a shortcut', () => {
  expect(shortcutOf(press('j', { isComposing: true }), false, true)).toBeUndefined();
});

test('letters can be switched off', () => {
  expect(shortcutOf(press('j'), false, false)).toBeUndefined();
  expect(shortcutOf(press('Escape'), false, false)).toBe('back');
});
