import fc from 'fast-check';
import { rowHeight, windowOf } from '../../../web/agent/window-of-rows.ts';

test('of ten thousand rows at most 60 are drawn, and all that are in view are among them', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 10_000 }),
      fc.nat({ max: 10_000 * rowHeight }),
      fc.nat({ max: 3_000 }),
      (count, top, height) => {
        const { first, last } = windowOf(count, top, height);
        expect(last - first).toBeLessThanOrEqual(60);
        const seenFirst = Math.floor(top / rowHeight);
        const seenLast = Math.min(count, Math.ceil((top + height) / rowHeight));
        if (seenFirst < count) {
          expect(first).toBeLessThanOrEqual(seenFirst);
          expect(last).toBeGreaterThanOrEqual(seenLast);
        }
      },
    ),
  );
});

test('an empty queue has no rows', () => {
  expect(windowOf(0, 0, 800)).toEqual({ first: 0, last: 0 });
});
