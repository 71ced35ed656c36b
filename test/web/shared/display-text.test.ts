import { initials, plainName } from '../../../web/shared/display-text.ts';

test.each([
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['Ada\u200B\u2066 Lovelace\u2069', 'Ada Lovelace'],
  ['a\nb\tc\u0000d', 'a b c d'],
  ['  Jürgen ', 'Jürgen'],
  ['علي حسن', 'علي حسن'],
])('the name %j is shown as %j', (name, shown) => {
  expect(plainName(name)).toBe(shown);
});

test.each([
  ['Ada Lovelace', 'AL'],
  ['ada@example.com', 'AC'],
  ['Grace', 'G'],
  ['Bartholomäus-Maximilian von Hohenfels', 'BH'],
  ['👩‍🚀 Sally', '👩‍🚀S'],
  ['', '?'],
  ['\u202E', '?'],
])('the initials of %j are %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
