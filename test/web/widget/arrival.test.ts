import type { Conversation } from '../../../contract/conversations.ts';
import { NoAnswer, Refusal } from '../../../web/shared/call.ts';
import { createArrival } from '../../../web/widget/arrival.ts';
import { initialState } from '../../../web/widget/chat-state.ts';
import type { ChatState } from '../../../web/widget/chat-state.ts';
import { createStore } from '../../../web/widget/store.ts';
import { conversation } from '../messages.ts';
import { PretendTime, settle } from '../pretend-time.ts';

const written = { clientMessageId: 'a', conversationId: null, text: 'x', writtenAt: '', state: 'waiting' } as const;

function setUp(conversations: readonly Conversation[], state: Partial<ChatState> = {}) {
  const time = new PretendTime();
  const store = createStore<ChatState>({ ...initialState, ...state });
  const shown: (string | null)[] = [];
  let down: Error | undefined;
  let asked = 0;
  let arrived = 0;
  let isHeld = false;
  const arrival = createArrival({
    store,
    sync: {
      refresh: () => {
        asked += 1;
        if (down !== undefined) return Promise.reject(down);
        store.merge({ conversations });
        return Promise.resolve();
      },
      show: (id) => {
        shown.push(id);
        return Promise.resolve();
      },
    },
    onArrived: () => (arrived += 1),
    isHeld: () => isHeld,
    backoff: time.backoff,
  });
  return {
    arrival,
    time,
    state: store.get,
    shown,
    asked: () => asked,
    arrived: () => arrived,
    hold: (held: boolean): void => {
      isHeld = held;
    },
    setDown: (error: Error | undefined): void => {
      down = error;
    },
  };
}

test('the visitor goes on in their newest conversation, not in one that goes on elsewhere', async () => {
  const old = conversation({ id: 'old', continuedBy: 'new' });
  const { arrival, shown, state, arrived } = setUp([old, conversation({ id: 'new' })]);
  await arrival.begin();
  expect(shown).toEqual(['new']);
  expect(state().isLoaded).toBe(true);
  expect(arrived()).toBe(1);
});

test('what is somebody else’s now is not asked for again', async () => {
  const { arrival, time, asked, setDown } = setUp([]);
  setDown(new Refusal(404, 'not_found'));
  await arrival.begin();
  await time.pass(60_000);
  expect(asked()).toBe(1);
});

test('what they wrote before they were known goes to the newest of them', async () => {
  const outgoing = [{ ...written, isUnplaced: true } as const, { ...written, clientMessageId: 'b' }];
  const { arrival, state } = setUp([conversation({ id: 'c1' })], { outgoing });
  await arrival.begin();
  expect(state().outgoing.map(({ conversationId }) => conversationId)).toEqual(['c1', null]);
});

test('what they wrote begins a conversation, if there turns out to be none', async () => {
  const { arrival, state, shown } = setUp([], { outgoing: [{ ...written, isUnplaced: true }] });
  await arrival.begin();
  expect(state().outgoing).toEqual([{ ...written, isUnplaced: undefined }]);
  expect(shown).toEqual([]);
});

test('an answer that fails is asked for again until it comes, and said to be missing meanwhile', async () => {
  const { arrival, time, state, shown, setDown } = setUp([conversation({ id: 'c1' })]);
  setDown(new NoAnswer(undefined));
  await arrival.begin();
  await time.pass(60_000);
  expect([state().isLoaded, state().isConnected, shown]).toEqual([false, false, []]);
  setDown(undefined);
  await time.pass(60_000);
  expect([state().isLoaded, state().isConnected, shown]).toEqual([true, true, ['c1']]);
});

test('what is fetched later moves nobody to another conversation', async () => {
  const { arrival, shown, arrived } = setUp([conversation({ id: 'c1' })]);
  await arrival.begin();
  await arrival.begin();
  await arrival.refresh();
  expect(shown).toEqual(['c1']);
  expect(arrived()).toBe(1);
});

test('nothing is tried again once it is over', async () => {
  const { arrival, time, asked, setDown } = setUp([]);
  setDown(new NoAnswer(undefined));
  const first = arrival.begin();
  arrival.stop();
  await first;
  await settle();
  await time.pass(600_000);
  expect(asked()).toBe(1);
});

test('nothing is placed while a login may bring other conversations', async () => {
  const outgoing = [{ ...written, isUnplaced: true as const }];
  const { arrival, state, arrived, hold } = setUp([conversation({ id: 'new' })], { outgoing });
  hold(true);
  await arrival.begin();
  expect(state()).toMatchObject({ isLoaded: false, outgoing: [{ isUnplaced: true }] });
  hold(false);
  await arrival.begin();
  expect(state()).toMatchObject({ isLoaded: true, outgoing: [{ conversationId: 'new', isUnplaced: undefined }] });
  expect(arrived()).toBe(1);
});

test('where there are no conversations, what was written begins one, and what was written in one waits for whose that is', () => {
  const begun = { ...written, isUnplaced: true as const };
  const others = { ...begun, clientMessageId: 'b', conversationId: 'c1' };
  const { arrival, state } = setUp([], { outgoing: [begun, others] });
  arrival.none();
  expect(state().outgoing).toEqual([{ ...begun, isUnplaced: undefined }, others]);
});

test('the visitor goes on in a closed conversation where only somebody else has written after it', async () => {
  const closed = conversation({ id: 'closed', status: 'closed', continuedBy: 'blank' });
  const blank = { ...conversation({ id: 'blank', continues: 'closed' }), lastMessage: undefined };
  const { arrival, shown } = setUp([blank, closed]);
  await arrival.begin();
  expect(shown).toEqual(['closed']);
});
