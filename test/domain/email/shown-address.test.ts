import { parseVisitorAddress } from '../../../functions/domain/email/address.ts';
import { shownAddress } from '../../../functions/domain/email/shown-address.ts';

const stored = (typed: string): string => {
  const parsed = parseVisitorAddress(typed);
  return parsed.kind === 'accepted' ? parsed.address : '';
};

test.each([
  'mueller@exämple.org',
  'vera@bücher.example',
  'a@straße.de',
  'a@łódź.pl',
  'a@ısı.com.tr',
  'a@đường.vn',
  'a@пример.рф',
  'a@правда.com',
  'a@παράδειγμα.gr',
  'a@日本.jp',
  'a@あいう漢字カナ.jp',
  'a@한국.kr',
  'a@مثال.com',
  'a@דוגמה.co.il',
  'a@भारत.in',
  'a@shop24-bücher.post.müller.de',
  // All of look-alikes, but nobody reads Latin there.
  'a@рос.рф',
])('%s is shown in its own letters', (typed) => {
  expect(stored(typed)).toContain('xn--');
  expect(shownAddress(stored(typed))).toBe(typed);
});

test.each([
  ['Cyrillic that reads like apple', 'a@аррӏе.com'],
  ['Cyrillic that reads like a top level domain', 'a@example.сом'],
  ['Greek that reads like Latin', 'a@κιοτο.com'],
  ['Latin with a Cyrillic letter', 'a@pаypal.com'],
  ['Cyrillic with a Latin letter', 'a@приmер.com'],
  ['Latin with a letter of phonetics', 'a@ɡoogle.com'],
  ['Latin with a click', 'a@examp\u01c0e.com'],
  ['Latin and Greek', 'a@gοοgle.com'],
  ['Latin and Armenian', 'a@gօօgle.com'],
  ['hearts', 'a@xn--i-7iq.ws'],
])('%s stays Punycode', (_name, typed) => {
  expect(stored(typed)).toContain('xn--');
  expect(shownAddress(stored(typed))).toBe(stored(typed));
});

test.each(['vera@example.org', 'A.b+c@xn--.example', 'a@xn--zzzzzzzzz99999', '', 'no address', '@'])(
  '%j stays as it is',
  (address) => {
    expect(shownAddress(address)).toBe(address);
  },
);
