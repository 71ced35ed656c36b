import fc from 'fast-check';
import type { Draft } from '../../../functions/domain/conversation/append.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import { seq } from '../../../functions/domain/records/ids.ts';
import { replay } from '../../../functions/domain/replay/replay.ts';
import { ada, byVisitor, noon, told } from '../../setup/scene.ts';

type Line = readonly [minute: number, draft: Partial<Draft>];
type Read = readonly [minute: number, through: number];

const say = (minute: number): Line => [minute, { author: ada }];
const ask = (minute: number): Line => [minute, byVisitor];

/** The e-mails by minute and messages. */
function replayed(lines: readonly Line[], reads: readonly Read[], delayMinutes: number, emailReplyDelayMinutes = 1) {
  const past = {
    messages: told(...lines).messages,
    reads: reads.map(([minute, through]) => ({ through: seq(through), at: plusMinutes(noon, minute) })),
  };
  return replay(past, { delayMinutes, emailReplyDelayMinutes }).map(({ at, messages }) => [
    (Date.parse(at) - Date.parse(noon)) / 60_000,
    ...messages,
  ]);
}

describe('with another delay', () => {
  test.each<[string, readonly Line[], readonly Read[], number, readonly (readonly number[])[]]>([
    ['an answer that nobody read goes out after it', [ask(0), say(1)], [], 5, [[6, 2]]],
    ['one that was read before does not', [ask(0), say(1)], [[5, 2]], 5, []],
    ['one that was read later does', [ask(0), say(1)], [[7, 2]], 5, [[6, 2]]],
    ['the first answer sets the time for all', [ask(0), say(1), say(4)], [], 5, [[6, 2, 3]]],
    [
      'one written after the e-mail is another episode',
      [ask(0), say(1), say(8)],
      [],
      5,
      [
        [6, 2],
        [13, 3],
      ],
    ],
    ['read in part, the time counts from the first unread one', [ask(0), say(1), say(4)], [[2, 2]], 5, [[9, 3]]],
    [
      'an urgent one takes the others along at once',
      [ask(0), say(1), [3, { author: ada, notify: 'now' }]],
      [],
      10,
      [[3, 2, 3]],
    ],
    ['one marked never does not go out', [ask(0), [1, { author: ada, notify: 'never' }]], [], 5, []],
    ['notes do not go out', [ask(0), [1, { author: ada, visibility: 'note' }]], [], 5, []],
    [
      'who last wrote by e-mail is answered after the settling time',
      [[0, { ...byVisitor, channel: 'email' }], say(1)],
      [],
      60,
      [[2, 2]],
    ],
  ])('%s', (_, lines, reads, delay, emails) => {
    expect(replayed(lines, reads, delay)).toEqual(emails);
  });
});

test('whatever was said and read, each unread answer goes out once, in order, never before its delay', () => {
  const lines = fc.array(fc.tuple(fc.nat(200), fc.boolean()), { minLength: 1, maxLength: 20 });
  const reads = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 20 })), { maxLength: 5 });
  fc.assert(
    fc.property(lines, reads, fc.integer({ min: 1, max: 60 }), (some, read, delay) => {
      const inOrder = some.toSorted(([a], [b]) => a - b).map(([minute, agent]) => (agent ? say(minute) : ask(minute)));
      const emails = replayed(inOrder, read, delay);
      const messages = emails.flatMap(([, ...seqs]) => seqs);
      const answers = inOrder.flatMap(([minute, draft], index) =>
        draft.author === ada ? [{ minute, seq: index + 1 }] : [],
      );
      expect(messages).toEqual([...new Set(messages)].sort((a, b) => a - b));
      for (const { minute, seq: at } of answers) {
        const email = emails.find(([, ...seqs]) => seqs.includes(at));
        const readBy = Math.min(...read.filter(([, through]) => through >= at).map(([when]) => when));
        if (email === undefined) expect(readBy).toBeLessThanOrEqual(minute + delay);
        else expect([email[0]! >= minute, email[0]! <= minute + delay, email[0]! < readBy]).toEqual([true, true, true]);
      }
    }),
  );
});
