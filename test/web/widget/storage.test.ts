import { createStorage } from '../../../web/widget/storage.ts';

function area(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

test('what is stored is there for the next page, under a prefix of its own', () => {
  const browser = area();
  createStorage(() => browser).set('session', 'x');
  expect(createStorage(() => browser).get('session')).toBe('x');
  expect(browser.getItem('continuous-chat:session')).toBe('x');
});

test('a browser that forbids storage makes it forgetful, not broken', () => {
  const storage = createStorage(() => {
    throw new Error('denied');
  });
  storage.set('session', 'x');
  expect(storage.get('session')).toBe('x');
  storage.remove('session');
  expect(storage.get('session')).toBeUndefined();
});

test('when storage is full the newer value counts, not the one that is still stored', () => {
  const browser = area();
  const storage = createStorage(() => browser);
  storage.set('session', 'old');
  browser.setItem = () => {
    throw new Error('full');
  };
  storage.set('session', 'new');
  expect(storage.get('session')).toBe('new');
});
