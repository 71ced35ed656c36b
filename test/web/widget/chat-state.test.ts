import {
  initialState,
  newestPageAfter,
  unreadInAll,
  withConversation,
  withEvent,
  withPage,
  withRead,
} from '../../../web/widget/chat-state.ts';
import type { ChatState } from '../../../web/widget/chat-state.ts';
import { answer, conversation, message } from '../messages.ts';

const loaded: ChatState = withPage(
  { ...initialState, currentId: 'c1' },
  {
    messages: [message(1), answer(2), answer(3)],
    conversation: conversation({ lastSeq: 3, unreadCount: 2 }),
    through: 3,
  },
  0,
);

const outgoing = {
  clientMessageId: 'mine-1',
  conversationId: 'c1',
  text: 'hello',
  writtenAt: '2026-11-23T10:09:00.000Z',
  state: 'sending',
} as const;

test('the badge counts unread answers of all conversations', () => {
  const state = withConversation(loaded, conversation({ id: 'c2', unreadCount: 3 }));
  expect(unreadInAll(state)).toBe(5);
});

test('reading up to an answer leaves the later ones unread, and the cursor never goes back', () => {
  const state = withRead(loaded, 'c1', 2);
  expect(unreadInAll(state)).toBe(1);
  expect(withRead(state, 'c1', 1).conversations[0]?.visitorReadThrough).toBe(2);
});

test('an answer that was taken back is not unread', () => {
  const { state } = withEvent(
    loaded,
    { type: 'message', conversationId: 'c1', message: answer(3, { text: '', deletedAt: '2026-11-23T10:05:00.000Z' }) },
    0,
  );
  expect(unreadInAll(state)).toBe(1);
});

test('a message that follows is taken in, one with a gap before it has the gap fetched', () => {
  expect(withEvent(loaded, { type: 'message', conversationId: 'c1', message: answer(4) }, 0)).not.toHaveProperty(
    'missing',
  );
  const applied = withEvent(loaded, { type: 'message', conversationId: 'c1', message: answer(6) }, 0);
  expect(applied.missing).toEqual({ conversationId: 'c1', after: 3 });
  expect(applied.state.threads.c1?.through).toBe(3);
});

test('a message on its way disappears when the server shows it, by whatever way it comes', () => {
  const sending: ChatState = { ...loaded, outgoing: [outgoing] };
  const pushed = withEvent(
    sending,
    { type: 'message', conversationId: 'c1', message: message(4, { clientMessageId: 'mine-1' }) },
    0,
  );
  expect(pushed.state.outgoing).toEqual([]);
  const fetched = withPage(
    sending,
    {
      messages: [message(4, { clientMessageId: 'mine-1' })],
      conversation: conversation({ lastSeq: 4, updatedAt: '2026-11-23T10:04:00.000Z' }),
      through: 4,
    },
    3,
  );
  expect(fetched.outgoing).toEqual([]);
});

test('an older copy of a conversation never replaces a newer one', () => {
  const newer = withConversation(loaded, conversation({ status: 'solved', updatedAt: '2026-11-23T11:00:00.000Z' }));
  const after = withConversation(newer, conversation({ status: 'open', updatedAt: '2026-11-23T10:30:00.000Z' }));
  expect(after.conversations[0]?.status).toBe('solved');
});

test('what the visitor has just read is not unread again because an older cursor comes in', () => {
  const read = withRead(loaded, 'c1', 3);
  const after = withConversation(
    read,
    conversation({ lastSeq: 3, unreadCount: 2, visitorReadThrough: 0, updatedAt: '2026-11-23T11:00:00.000Z' }),
  );
  expect([after.conversations[0]?.visitorReadThrough, unreadInAll(after)]).toEqual([3, 0]);
});

test('conversations stand newest first', () => {
  const state = [
    conversation({ id: 'old', updatedAt: '2026-11-20T10:00:00.000Z' }),
    conversation({ id: 'new', updatedAt: '2026-11-23T12:00:00.000Z' }),
  ].reduce(withConversation, loaded);
  expect(state.conversations.map(({ id }) => id)).toEqual(['new', 'c1', 'old']);
});

test('only an agent who writes is shown as writing, until they have written', () => {
  const { state } = withEvent(loaded, { type: 'typing', conversationId: 'c1', by: 'agent' }, 1_000);
  expect(state.typing).toEqual({ conversationId: 'c1', until: 7_000 });
  expect(
    withEvent(state, { type: 'message', conversationId: 'c1', message: answer(4) }, 2_000).state.typing,
  ).toBeNull();
  expect(withEvent(loaded, { type: 'typing', conversationId: 'c1', by: 'visitor' }, 0).state.typing).toBeNull();
});

test.each([
  [0, 0],
  [80, 0],
  [250, 150],
])('of %i messages the newest page begins after %i', (lastSeq, after) => {
  expect(newestPageAfter(conversation({ lastSeq }))).toBe(after);
});
