import type { Conversation } from '../../../contract/conversations.ts';
import { prospectWords } from '../../../web/agent/composer-words.ts';
import type { Prospect } from '../../../web/agent/composer-words.ts';
import en from '../../../web/agent/texts/en.ts';
import { createTimes } from '../../../web/shared/times.ts';
import { conversation } from '../messages.ts';

const now = Date.parse('2026-11-23T14:00:00Z');
const times = createTimes('en-GB', 'UTC');
const known: Conversation = conversation({ visitor: { id: 'v', email: 'v@example.com', emailState: 'typed' } });

function words(change: Partial<Prospect>): string {
  const usual: Prospect = {
    conversation: known,
    pending: null,
    visibility: 'public',
    notify: 'auto',
    lastVisitorChannel: 'messaging',
    delivery: undefined,
  };
  return prospectWords({ ...usual, ...change }, en, times, now);
}

test('a note stays among agents', () => {
  expect(words({ visibility: 'note' })).toBe(en.willNote);
});

test('an answer waits to be read, and goes to the address if it is not', () => {
  expect(words({})).toBe(en.willAuto('v@example.com'));
});

test('with an e-mail pending the answer joins it', () => {
  expect(words({ pending: { state: 'unread', dueAt: '2026-11-23T14:10:00Z' } })).toBe(en.willJoin('14:10'));
});

test('who last wrote by e-mail gets the answer soon', () => {
  expect(words({ lastVisitorChannel: 'email' })).toBe(en.willSoon('v@example.com'));
});

test('the agent’s own wish comes first', () => {
  expect(words({ notify: 'now' })).toBe(en.willNow('v@example.com'));
  expect(words({ notify: 'never', lastVisitorChannel: 'email' })).toBe(en.willNever);
});

test('without an address it waits for one', () => {
  expect(words({ conversation: conversation(), notify: 'now' })).toBe(en.willWait);
});

test.each(['bounced', 'complained'] as const)('an address that is %s is not written to', (emailState) => {
  const broken = conversation({ visitor: { id: 'v', email: 'v@example.com', emailState } });
  expect(words({ conversation: broken })).toBe(en.willNotReach('v@example.com'));
});

test('an answer to a closed conversation begins a new one', () => {
  expect(words({ conversation: { ...known, status: 'closed' } })).toBe(
    `${en.willContinue} ${en.willAuto('v@example.com')}`,
  );
});

test('where a later conversation goes on from the closed one, the answer goes there', () => {
  const continued = { ...known, status: 'closed', continuedBy: 'c2' } as const;
  expect(words({ conversation: continued })).toBe(`${en.willContinueThere} ${en.willAuto('v@example.com')}`);
});

const delivery = { continuousConversations: true, delayMinutes: 10, emailReplyDelayMinutes: 1 };

test('where the server says how long it waits, the time is named', () => {
  expect(words({ delivery })).toBe(en.willJoin('14:10'));
  expect(words({ delivery, lastVisitorChannel: 'email' })).toBe(en.willJoin('14:01'));
});

test('the earlier of the pending e-mail and the message’s own time counts', () => {
  const pending = { state: 'unread', dueAt: '2026-11-23T14:04:00Z' } as const;
  expect(words({ pending, delivery })).toBe(en.willJoin('14:04'));
  expect(words({ pending, delivery, lastVisitorChannel: 'email' })).toBe(en.willJoin('14:01'));
});

test('while the e-mail is held no time is promised, whatever the agent wishes for this answer', () => {
  const held = { state: 'held', dueAt: '2026-11-23T14:10:00Z' } as const;
  expect(words({ pending: held, delivery })).toBe(en.willHold);
  expect(words({ pending: held, delivery, notify: 'now' })).toBe(en.willHold);
  expect(words({ pending: held, delivery, notify: 'never' })).toBe(en.willNever);
});

test('a visitor who wants no e-mails is promised none', () => {
  const optedOut = { ...known, optedOut: true };
  expect(words({ conversation: optedOut, delivery })).toBe(en.willNotOptedOut);
  expect(words({ conversation: optedOut, delivery, notify: 'now' })).toBe(en.willNotOptedOut);
});

test('while e-mails are switched off nothing else is promised', () => {
  expect(words({ delivery: { ...delivery, continuousConversations: false }, notify: 'now' })).toBe(en.willOff);
});
