import { isSameRun, withMessages, withOneMessage } from '../../../web/shared/thread.ts';
import { answer, message } from '../messages.ts';

const known = { after: 10, through: 12, messages: [message(11), message(12)] };
const seqs = (thread: { messages: readonly { seq: number }[] } | undefined) => thread?.messages.map(({ seq }) => seq);

test('a page that adjoins makes the known part longer, on either side', () => {
  const later = withMessages(known, { messages: [message(13)], through: 15 }, 12);
  expect([later.after, later.through, seqs(later)]).toEqual([10, 15, [11, 12, 13]]);
  const earlier = withMessages(known, { messages: [message(9), message(10)], through: 10 }, 8);
  expect([earlier.after, earlier.through, seqs(earlier)]).toEqual([8, 12, [9, 10, 11, 12]]);
});

test('a page with a gap before it replaces what was known, so that no message can be missing unseen', () => {
  const page = withMessages(known, { messages: [message(20)], through: 20 }, 15);
  expect([page.after, page.through, seqs(page)]).toEqual([15, 20, [20]]);
});

test('an earlier page with a gap behind it changes nothing', () => {
  expect(withMessages(known, { messages: [message(5)], through: 5 }, 4)).toBe(known);
});

test('a page may cover messages that are hidden from the reader', () => {
  const page = withMessages(known, { messages: [], through: 14 }, 12);
  expect([page.through, seqs(page)]).toEqual([14, [11, 12]]);
});

test('what comes again replaces what was known of it', () => {
  const page = withMessages(known, { messages: [message(12, { text: '', deletedAt: 'now' })], through: 12 }, 11);
  expect(page.messages.at(-1)?.deletedAt).toBe('now');
});

test('one message that follows is taken in; one with a gap before it is not', () => {
  expect(seqs(withOneMessage(known, message(13)))).toEqual([11, 12, 13]);
  expect(withOneMessage(known, message(14))).toBeUndefined();
});

test('a message changed in place is replaced, one from before the known part is left out', () => {
  expect(withOneMessage(known, message(11, { text: 'new' }))?.messages[0]?.text).toBe('new');
  expect(withOneMessage(known, message(3))).toBe(known);
});

test.each([
  ['two of the same author a minute apart', message(1), message(2), true],
  ['two authors', message(1), answer(2), false],
  ['two agents', answer(1), answer(2, { author: { kind: 'agent', name: 'Grace' } }), false],
  ['two channels', message(1), message(2, { channel: 'email' }), false],
  ['a note among answers', answer(1), answer(2, { visibility: 'note' }), false],
  ['a long pause', message(1), message(30), false],
  ['nothing before', undefined, message(1), false],
])('%s: one run is %#', (_what, a, b, same) => {
  expect(isSameRun(a, b)).toBe(same);
});
