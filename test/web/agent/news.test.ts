import type { Conversation } from '../../../contract/conversations.ts';
import { createNews } from '../../../web/agent/news.ts';
import { conversation } from '../messages.ts';

const now = Date.parse('2026-11-23T10:00:00Z');

function pushed(lastSeq: number, more: Partial<Conversation> = {}): Conversation {
  const sentAt = '2026-11-23T09:59:30.000Z';
  return conversation({ lastSeq, unreadCount: 1, lastMessage: { author: { kind: 'visitor' }, sentAt }, ...more });
}

test('a visitor’s message is news once', () => {
  const news = createNews(() => now);
  expect(news.isNew(pushed(1))).toBe(true);
  expect(news.isNew(pushed(1))).toBe(false);
  expect(news.isNew(pushed(2))).toBe(true);
});

test.each([
  ['an agent’s answer', { lastMessage: { author: { kind: 'agent' }, sentAt: '2026-11-23T09:59:30.000Z' } }],
  ['an automatic message', { lastMessage: { author: { kind: 'system' }, sentAt: '2026-11-23T09:59:30.000Z' } }],
  ['what an agent has read already', { unreadCount: 0 }],
  [
    'a change of an old conversation',
    { lastMessage: { author: { kind: 'visitor' }, sentAt: '2026-11-22T09:00:00.000Z' } },
  ],
] as const)('%s is no news', (_what, more) => {
  expect(createNews(() => now).isNew(pushed(1, more))).toBe(false);
});

test('somebody else who writes by e-mail is news', () => {
  const lastMessage = { author: { kind: 'other' }, sentAt: '2026-11-23T09:59:30.000Z' } as const;
  expect(createNews(() => now).isNew(pushed(1, { lastMessage }))).toBe(true);
});
