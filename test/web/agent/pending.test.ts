import type { Conversation } from '../../../contract/conversations.ts';
import type { Message } from '../../../contract/messages.ts';
import { pendingAnswers, pendingEmail, shownNotification, whyNoEmail } from '../../../web/agent/pending.ts';
import type { Thread } from '../../../web/shared/thread.ts';
import { answer, conversation, message } from '../messages.ts';

const delivery = { continuousConversations: true, delayMinutes: 10, emailReplyDelayMinutes: 1 };
const pendingNotification = { state: 'unread', dueAt: '2026-11-23T14:10:00Z', firstSeq: 2 } as const;
const visitor = { id: 'v', email: 'v@example.com', emailState: 'typed' } as const;

function waiting(more: Partial<Conversation> = {}): Conversation {
  return conversation({ visitor, pendingNotification, lastMessage: answer(3), lastSeq: 3, ...more });
}

function thread(messages: readonly Message[], after = 0): Thread {
  return { after, through: messages.at(-1)?.seq ?? after, messages };
}

test('what is unread is announced, with how many answers there are', () => {
  const messages = [message(1), answer(2), answer(3)];
  expect(pendingEmail(waiting(), delivery)).toEqual(pendingNotification);
  expect(pendingAnswers(waiting(), delivery, thread(messages))).toEqual({ ...pendingNotification, count: 2 });
  expect(pendingAnswers(waiting({ visitorReadThrough: 2 }), delivery, thread(messages))?.count).toBe(1);
});

test('what is read is announced no more, whatever the server last said', () => {
  const read = waiting({ visitorReadThrough: 3 });
  expect(pendingEmail(read, delivery)).toBeNull();
  expect(pendingAnswers(read, delivery, thread([message(1), answer(2), answer(3)]))).toBeNull();
});

test('notes, answers taken back and answers without an e-mail are not counted', () => {
  const messages = [
    answer(2, { visibility: 'note' }),
    answer(3, { deletedAt: '2026-11-23T10:00:00Z' }),
    answer(4, { notify: 'never' }),
    message(5),
  ];
  const later = waiting({ lastMessage: message(5), lastSeq: 5 });
  expect(pendingAnswers(later, delivery, thread(messages))).toBeNull();
  expect(pendingAnswers(later, delivery, thread([...messages, answer(6)]))?.count).toBe(1);
});

test('answers that went out in vain, and are to go again, count though they are not called unread', () => {
  const bounced = answer(2, { notification: { state: 'bounced' } });
  expect(pendingAnswers(waiting(), delivery, thread([bounced]))?.count).toBe(1);
});

test('answers further up than what is loaded are announced without their number', () => {
  const far = waiting({ lastMessage: message(200), lastSeq: 200 });
  expect(pendingAnswers(far, delivery, thread([message(200)], 199))?.count).toBe(0);
});

test.each<[Partial<Conversation>, Partial<typeof delivery>, ReturnType<typeof whyNoEmail>]>([
  [{}, {}, null],
  [{}, { continuousConversations: false }, 'off'],
  [{ optedOut: true }, {}, 'opted-out'],
  [{ optedOut: false }, {}, null],
  [{ visitor: { ...visitor, emailState: 'bounced' } }, {}, 'unreachable'],
  [{ visitor: { ...visitor, emailState: 'complained' } }, {}, 'unreachable'],
])('%j with the settings %j: no e-mail because %j', (change, settings, why) => {
  expect(whyNoEmail(waiting(change), { ...delivery, ...settings })).toBe(why);
  expect(pendingEmail(waiting(change), { ...delivery, ...settings }) === null).toBe(why !== null);
});

test('no time is promised to a visitor without an address, however it is held', () => {
  const nameless = waiting({ visitor: { id: 'v', email: null } });
  expect(pendingEmail(nameless, delivery)).toEqual({ state: 'waiting-for-address', firstSeq: 2 });
  const held = { state: 'held', firstSeq: 2 } as const;
  expect(pendingEmail({ ...nameless, pendingNotification: held }, delivery)).toEqual(held);
});

test('an answer is shown to be e-mailed where, and as soon as, it can be', () => {
  const notification = { state: 'unread', dueAt: '2026-11-23T14:10:00Z' } as const;
  const nameless = waiting({ visitor: { id: 'v' } });
  expect(shownNotification(notification, waiting(), delivery)).toEqual(notification);
  expect(shownNotification(notification, nameless, delivery)).toEqual({ state: 'waiting-for-address' });
  expect(shownNotification({ state: 'unread' }, nameless, delivery)).toEqual({ state: 'unread' });
  expect(shownNotification(notification, waiting({ optedOut: true }), delivery)).toEqual({ state: 'unread' });
});

test('a server that does not say how it delivers is not taken for one that does not', () => {
  expect(whyNoEmail(waiting(), undefined)).toBeNull();
});
