import { createPresence, isHere, isTyping } from '../../../web/agent/presence.ts';

test('who gave a sign within a minute is here; who was never seen is not', () => {
  expect(isHere(100_000, 159_999)).toBe(true);
  expect(isHere(100_000, 160_000)).toBe(false);
  expect(isHere(undefined, 0)).toBe(false);
});

test('the latest sign counts, however late an older one comes in', () => {
  const presence = createPresence();
  presence.saw('a', 2_000);
  presence.saw('a', 1_000);
  presence.saw('a', Number.NaN);
  expect(presence.seen.value.get('a')).toBe(2_000);
});

test('typing ends with the message, or with six seconds of silence', () => {
  const presence = createPresence();
  presence.types('a', 10_000);
  presence.types('b', 10_000);
  expect(isTyping(presence, 'a', 15_999)).toBe(true);
  expect(isTyping(presence, 'a', 16_000)).toBe(false);
  presence.wrote('a');
  expect(isTyping(presence, 'a', 10_001)).toBe(false);
  expect(isTyping(presence, 'b', 10_001)).toBe(true);
  expect(presence.seen.value.get('a')).toBe(10_000);
});
