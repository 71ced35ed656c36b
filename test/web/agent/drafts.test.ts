import { createDrafts } from '../../../web/agent/drafts.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const noUpload = (): Promise<string> => Promise.reject(new Error('not wanted here'));

test('each conversation has a draft of its own, the same one whenever it is opened', () => {
  const drafts = createDrafts(noUpload, memory());
  drafts.of('a').text.value = 'half a sentence';
  expect(drafts.of('b').text.value).toBe('');
  expect(drafts.of('a').text.value).toBe('half a sentence');
});

test('a note that is not finished stays a note, also after the page was loaded again', () => {
  const storage = memory();
  const draft = createDrafts(noUpload, storage).of('a');
  draft.visibility.value = 'note';
  draft.text.value = 'He is angry';
  const again = createDrafts(noUpload, storage).of('a');
  expect(again.text.value).toBe('He is angry');
  expect(again.visibility.value).toBe('note');
});

test('what was sent is not kept', () => {
  const storage = memory();
  const draft = createDrafts(noUpload, storage).of('a');
  draft.text.value = 'Hello';
  draft.text.value = '';
  expect(storage.kept.size).toBe(0);
});

test.each(['{', 'null', '{"text":7,"visibility":"loud"}'])(
  'what is kept but damaged (%s) is an empty draft',
  (damaged) => {
    const storage = memory();
    storage.kept.set('continuous-chat-console:draft:a', damaged);
    const draft = createDrafts(noUpload, storage).of('a');
    expect(draft.text.value).toBe('');
    expect(draft.visibility.value).toBe('public');
  },
);

test('a browser that keeps nothing still keeps drafts while the page is open', () => {
  const refuse = (): never => {
    throw new Error('denied');
  };
  const drafts = createDrafts(noUpload, { getItem: refuse, setItem: refuse, removeItem: refuse });
  drafts.of('a').text.value = 'Hello';
  expect(drafts.of('a').text.value).toBe('Hello');
});
