import fc from 'fast-check';
import type { Message } from '../../../contract/messages.ts';
import { cursorAfter } from '../../../web/shared/read-cursor.ts';
import { answer, message } from '../messages.ts';

const isMine = ({ author }: Message): boolean => author.kind === 'visitor';

test.each([
  ['nothing seen', [answer(1), answer(2)], 0, [], 0],
  ['all seen', [answer(1), answer(2)], 0, [1, 2], 2],
  ['the later one seen, the earlier not', [answer(1), answer(2)], 0, [2], 0],
  ['the first seen', [answer(1), answer(2)], 0, [1], 1],
  ['my own messages between need not be seen', [answer(1), message(2), answer(3)], 0, [1, 3], 3],
  ['my own messages alone move nothing', [message(1), message(2)], 0, [], 0],
  ['what is read already need not be seen again', [answer(1), answer(2)], 1, [2], 2],
])('%s', (_what, messages, readThrough, seen, expected) => {
  expect(cursorAfter(messages, readThrough, isMine, (seq) => seen.includes(seq))).toBe(expected);
});

test('the cursor never passes an answer that was not seen, and never goes back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ mine: fc.boolean(), seen: fc.boolean() })),
      fc.nat({ max: 20 }),
      (history, readThrough) => {
        const messages = history.map(({ mine }, at) => (mine ? message(at + 1) : answer(at + 1)));
        const through = cursorAfter(messages, readThrough, isMine, (seq) => history[seq - 1]?.seen === true);
        expect(through).toBeGreaterThanOrEqual(readThrough);
        history.forEach(({ mine, seen }, at) => {
          const passed = at + 1 > readThrough && at + 1 <= through;
          if (passed && !mine) expect(seen).toBe(true);
        });
      },
    ),
  );
});
