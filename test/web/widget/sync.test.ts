import { initialState } from '../../../web/widget/chat-state.ts';
import type { ChatState } from '../../../web/widget/chat-state.ts';
import { createStore } from '../../../web/widget/store.ts';
import { createSync } from '../../../web/widget/sync.ts';
import type { VisitorApi } from '../../../web/widget/visitor-api.ts';
import { conversation, message } from '../messages.ts';

const lastSeq = 250;

const nothing = () => undefined;

/** A server whose pages end after so many messages, because more would not fit into an answer. */
async function shown(mostInPage: number) {
  const present = conversation({ lastSeq });
  const store = createStore<ChatState>({ ...initialState, conversations: [present], currentId: 'c1' });
  const api = {
    messages: (_: string, after: number, limit: number) => {
      const count = Math.min(limit, mostInPage, lastSeq - after);
      const messages = Array.from({ length: count }, (_each, index) => message(after + 1 + index));
      return Promise.resolve({ messages, conversation: present, through: after + count });
    },
  } as unknown as VisitorApi;
  const sync = createSync({ store, api, later: nothing, onIncoming: nothing, onOwnLast: nothing });
  await sync.show('c1');
  return { sync, seqs: () => store.get().threads.c1!.messages.map(({ seq }) => seq) };
}

test.each([100, 30, 7])('history is read backwards without a gap, if a page holds %i messages', async (mostInPage) => {
  const { sync, seqs } = await shown(mostInPage);
  while (seqs()[0] !== 1) {
    const before = seqs();
    await sync.loadEarlier();
    expect(seqs().length).toBeGreaterThan(before.length);
    expect(seqs()).toEqual(Array.from({ length: seqs().length }, (_, index) => lastSeq - seqs().length + 1 + index));
  }
  expect(seqs()).toHaveLength(lastSeq);
});

test('what is known is fetched again where something has changed, and only there', async () => {
  let present = conversation({ lastSeq });
  const store = createStore<ChatState>({ ...initialState, conversations: [present], currentId: 'c1' });
  const asked: number[] = [];
  let isCut = false;
  const api = {
    conversations: () => Promise.resolve([present]),
    messages: (_: string, after: number) => {
      asked.push(after);
      if (isCut) return Promise.reject(new Error('cut'));
      const messages = Array.from({ length: lastSeq - after }, (_each, index) => message(after + 1 + index));
      return Promise.resolve({ messages, conversation: present, through: lastSeq });
    },
  } as unknown as VisitorApi;
  const sync = createSync({ store, api, later: nothing, onIncoming: nothing, onOwnLast: nothing });
  await sync.show('c1');
  await sync.refresh();
  present = conversation({ lastSeq, updatedAt: '2026-11-24T10:00:00.000Z' });
  isCut = true;
  await expect(sync.refresh()).rejects.toThrow('cut');
  isCut = false;
  await sync.refresh();
  await sync.refresh();
  expect(asked).toEqual([150, 250, 150, 150, 250]);
});
