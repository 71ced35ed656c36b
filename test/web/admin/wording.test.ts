import type { EmailWording } from '../../../contract/admin.ts';
import { ar } from '../../../functions/domain/email/texts/ar.ts';
import { de } from '../../../functions/domain/email/texts/de.ts';
import deWords from '../../../web/admin/texts/de.ts';
import enWords from '../../../web/admin/texts/en.ts';
import { withWritten, wordingFields, writtenIn } from '../../../web/admin/wording.ts';

const defaults = de as unknown as EmailWording;
const fields = wordingFields(defaults, 'de');
const field = (name: string, form?: string) => fields.find((one) => one.name === name && one.form === form)!;

test('every text of the e-mail has a box, with a name in both languages', () => {
  expect([...new Set(fields.map(({ name }) => name))]).toEqual(Object.keys(de));
  for (const name of Object.keys(de))
    expect([deWords.emailTexts[name], enWords.emailTexts[name]]).not.toContain(undefined);
});

test('a text that depends on a count has a box for each of its forms, with a count that takes it', () => {
  expect(fields.filter(({ name }) => name === 'unread').map(({ form, example }) => [form, example])).toEqual([
    ['one', 1],
    ['other', 2],
  ]);
  const arabic = wordingFields(ar as unknown as EmailWording, 'ar').filter(({ name }) => name === 'unread');
  expect(new Set(arabic.map(({ example }) => example).filter((count) => count !== undefined)).size).toBeGreaterThan(3);
});

test('what is written stands there, and emptied our own words come back', () => {
  const written = withWritten({ en: { subject: 'x' } }, 'de', field('subject'), 'Neu', de.subject);
  expect(written).toEqual({ en: { subject: 'x' }, de: { subject: 'Neu' } });
  expect(writtenIn(written, 'de', field('subject'))).toBe('Neu');
  expect(withWritten(written, 'de', field('subject'), '', de.subject)).toEqual({ en: { subject: 'x' } });
});

test('of a text with forms the others stay ours until they are written, and all are kept together', () => {
  const written = withWritten({}, 'de', field('unread', 'one'), 'Eine neue', defaults.unread!);
  expect(written).toEqual({ de: { unread: { ...de.unread, one: 'Eine neue' } } });
  expect(writtenIn(written, 'de', field('unread', 'one'))).toBe('Eine neue');
  expect(writtenIn(written, 'de', field('unread', 'other'))).toBe('');
  expect(withWritten(written, 'de', field('unread', 'one'), '', defaults.unread!)).toEqual({});
});
