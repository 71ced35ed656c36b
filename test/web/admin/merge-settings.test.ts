import { changedFields, isSame, mergeSettings, textsThatDiffer } from '../../../web/admin/merge-settings.ts';
import { savedSettings as base } from './saved-settings.ts';

test('changes to different fields are put together, and nobody is asked', () => {
  const mine = { ...base, delayMinutes: 20 };
  const theirs = { ...base, version: 4, fromName: 'Kiesel' };
  expect(mergeSettings(base, mine, theirs)).toEqual({
    merged: { ...base, version: 4, delayMinutes: 20, fromName: 'Kiesel' },
    mergedTheirs: { ...base, version: 4, delayMinutes: 20, fromName: 'Kiesel' },
    conflicts: [],
    taken: ['fromName'],
  });
});

test('where both changed the same field differently a person must choose; until then mine is shown', () => {
  const mine = { ...base, delayMinutes: 20 };
  const theirs = { ...base, version: 4, delayMinutes: 5 };
  const { merged, conflicts } = mergeSettings(base, mine, theirs);
  expect([merged.delayMinutes, merged.version, conflicts]).toEqual([20, 4, ['delayMinutes']]);
});

test('choosing theirs keeps what only I changed', () => {
  const mine = { ...base, delayMinutes: 20, fromName: 'Ton' };
  const theirs = { ...base, version: 4, delayMinutes: 5 };
  expect(mergeSettings(base, mine, theirs).mergedTheirs).toEqual({
    ...base,
    version: 4,
    delayMinutes: 5,
    fromName: 'Ton',
  });
});

test('two who word different sentences of the e-mail do not get in each other’s way', () => {
  const mine = { ...base, texts: { de: { subject: 'Meins' } } };
  const theirs = { ...base, version: 4, texts: { de: { notMe: 'Fremd' }, en: { subject: 'Theirs' } } };
  const { merged, conflicts } = mergeSettings(base, mine, theirs);
  expect(merged.texts).toEqual({ de: { notMe: 'Fremd', subject: 'Meins' }, en: { subject: 'Theirs' } });
  expect(conflicts).toEqual([]);
});

test('only the sentence that both have worded is chosen; the others are mine and theirs', () => {
  const before = { ...base, texts: { de: { subject: 'Alt', notMe: 'Alt' } } };
  const mine = { ...before, texts: { de: { subject: 'Meins', unsubscribe: 'Meins' } } };
  const theirs = { ...before, version: 4, texts: { de: { subject: 'Anders', notMe: 'Alt' } } };
  const { merged, mergedTheirs, conflicts } = mergeSettings(before, mine, theirs);
  expect(conflicts).toEqual(['texts']);
  expect(textsThatDiffer(merged.texts, mergedTheirs.texts)).toEqual([['de', 'subject']]);
  expect(merged.texts).toEqual({ de: { subject: 'Meins', unsubscribe: 'Meins' } });
  expect(mergedTheirs.texts).toEqual({ de: { subject: 'Anders', unsubscribe: 'Meins' } });
});

test('the same change by both is no conflict', () => {
  const changed = { ...base, hours: { mon: [{ from: '09:00', to: '17:00' }] } };
  const theirs = { ...changed, hours: { mon: [{ to: '17:00', from: '09:00' }] }, version: 4 };
  expect(mergeSettings(base, changed, theirs).conflicts).toEqual([]);
});

test('only fields that differ count as changed', () => {
  expect(changedFields(base, { ...base, version: 9, allowedOrigins: ['https://example.com'] })).toEqual([]);
  expect(changedFields(base, { ...base, locales: ['de', 'en'] })).toEqual(['locales']);
});

test.each([
  [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, true],
  [[1, 2], [2, 1], false],
  [null, {}, false],
  [[], {}, false],
  [{ a: undefined }, {}, false],
  ['a', 'a', true],
])('%j and %j are the same: %s', (a, b, same) => {
  expect(isSame(a, b)).toBe(same);
});
