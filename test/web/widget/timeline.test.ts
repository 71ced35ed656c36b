import type { Message } from '../../../contract/messages.ts';
import { initialState } from '../../../web/widget/chat-state.ts';
import type { ChatState } from '../../../web/widget/chat-state.ts';
import { messageWithCard, timeline } from '../../../web/widget/timeline.ts';
import { answer, message } from '../messages.ts';

const day = (instant: string): string => instant.slice(0, 10);

function rows(messages: readonly Message[], more: Partial<ChatState> = {}): string[] {
  const state: ChatState = {
    ...initialState,
    currentId: 'c1',
    threads: { c1: { after: 0, through: messages.length, messages } },
    ...more,
  };
  return timeline(state, day).map((row) =>
    row.kind === 'message' ? `${row.message.seq}${row.starts ? ' starts' : ''}${row.ends ? ' ends' : ''}` : row.kind,
  );
}

test('messages of one author in a row are one run; the day stands above its first', () => {
  expect(rows([message(1), message(2), answer(3)])).toEqual(['day', '1 starts', '2 ends', '3 starts ends']);
});

test('a new day is separated and ends the run', () => {
  const next = message(2, { sentAt: '2026-11-24T00:00:10.000Z' });
  const late = message(1, { sentAt: '2026-11-23T23:59:50.000Z' });
  expect(rows([late, next])).toEqual(['day', '1 starts ends', 'day', '2 starts ends']);
});

test('the line above what is new stands before the first unread message of an agent, not before automatic ones', () => {
  const asked = message(1, { author: { kind: 'system' }, kind: 'request-email' });
  expect(rows([asked, message(2), answer(3)], { newAfter: 0 })).toEqual([
    'day',
    '1 starts ends',
    '2 starts ends',
    'new',
    '3 starts ends',
  ]);
  expect(rows([answer(1), message(2), answer(3), answer(4)], { newAfter: 1 })).toEqual([
    'day',
    '1 starts ends',
    '2 starts ends',
    'new',
    '3 starts',
    '4 ends',
  ]);
});

test('a channel change ends the run, so that each run has one mark', () => {
  expect(rows([message(1), message(2, { channel: 'email' })])).toEqual(['day', '1 starts ends', '2 starts ends']);
});

test('messages on their way stand at the end of their own conversation only', () => {
  const mine = { clientMessageId: 'a', text: 'x', writtenAt: '', state: 'sending' } as const;
  const outgoing = [
    { ...mine, conversationId: 'c1' },
    { ...mine, conversationId: 'c2' },
  ];
  expect(rows([message(1)], { outgoing })).toEqual(['day', '1 starts ends', 'outgoing']);
});

test('the card stands at the latest message that asks for an address or says that one does not work', () => {
  const system = { author: { kind: 'system' } } as const;
  const messages = [message(1), message(2, { ...system, kind: 'request-email' }), message(3)];
  expect(messageWithCard(messages)).toBe(2);
  expect(messageWithCard([...messages, message(4, { ...system, kind: 'delivery-problem' })])).toBe(4);
  expect(messageWithCard([message(1)])).toBeUndefined();
});
