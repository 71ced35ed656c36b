import type { Conversation } from '../../contract/conversations.ts';
import type { Message } from '../../contract/messages.ts';
import type { Visitor } from '../../contract/people.ts';

/** A message, with what a test does not care about filled in. */
export function message(seq: number, more: Partial<Message> = {}): Message {
  return {
    seq,
    author: { kind: 'visitor' },
    channel: 'messaging',
    text: `message ${seq}`,
    attachments: [],
    sentAt: new Date(Date.UTC(2026, 10, 23, 10, seq)).toISOString(),
    ...more,
  };
}

export function answer(seq: number, more: Partial<Message> = {}): Message {
  return message(seq, { author: { kind: 'agent', name: 'Ada' }, ...more });
}

export function conversation(more: Partial<Conversation> = {}): Conversation {
  const visitor: Visitor = { id: 'visitor-1' };
  return {
    id: 'c1',
    status: 'open',
    visitor,
    assignee: null,
    lastSeq: 0,
    visitorReadThrough: 0,
    agentReadThrough: 0,
    unreadCount: 0,
    createdAt: '2026-11-23T10:00:00.000Z',
    updatedAt: '2026-11-23T10:00:00.000Z',
    ...more,
  };
}
