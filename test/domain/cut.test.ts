import fc from 'fast-check';
import { cut } from '../../functions/domain/cut.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });

test('whatever is cut begins as the text does, is as long as it may be, and never ends in half of a character', () => {
  fc.assert(
    fc.property(anyText, fc.nat(45), (text, most) => {
      const beginning = cut(text, most);
      expect(text.startsWith(beginning)).toBe(true);
      expect(beginning.length).toBeLessThanOrEqual(most);
      expect(beginning.length).toBeGreaterThanOrEqual(Math.min(most - 1, text.length));
      expect(beginning).not.toMatch(/\p{Cs}/u);
    }),
  );
});

test('a text that is short enough stays as it is', () => {
  fc.assert(fc.property(anyText, (text) => cut(text, text.length) === text));
});
