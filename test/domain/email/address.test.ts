import { parseVisitorAddress } from '../../../functions/domain/email/address.ts';

describe('an address that a visitor types', () => {
  test.each([
    ['ada@example.com', 'ada@example.com'],
    ['  Ada.Lovelace+shop@Example.COM \n', 'Ada.Lovelace+shop@example.com'],
    ['\u200bada@example.com\ufeff', 'ada@example.com'],
    ['a@müller.de', 'a@xn--mller-kva.de'],
    ['a@mu\u0308ller.de', 'a@xn--mller-kva.de'],
    ['a@日本。jp', 'a@xn--wgv71a.jp'],
    ['a@пример.рф', 'a@xn--e1afmkfd.xn--p1ai'],
    ["o'brien!#$%&*/=?^_`{|}~-@example.co.uk", "o'brien!#$%&*/=?^_`{|}~-@example.co.uk"],
    ['a@xn--mller-kva.de', 'a@xn--mller-kva.de'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%j is taken as %s', (input, address) => {
    expect(parseVisitorAddress(input)).toEqual({ kind: 'accepted', address });
  });

  test.each([
    ['müller@example.com', 'ü'],
    ['mu\u0308ller@example.com', 'ü'],
    ['josé.ñandú@example.com', 'é'],
    ['smile😀@example.com', '😀'],
    ['иван@пример.рф', 'и'],
    ['a\u200bb@example.com', '\u200b'],
    ['ａ@example.com', 'ａ'],
  ])('%j cannot be reached because of %j', (input, character) => {
    expect(parseVisitorAddress(input)).toEqual({ kind: 'not-ascii', character });
  });

  test.each([
    '',
    '   ',
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'ada@localhost',
    'ada@@example.com',
    'ada@x@example.com',
    'ada lovelace@example.com',
    'ada@exa mple.com',
    'ada\r\nBcc: eve@example.com',
    'ada@example.com\u0000x',
    'ada\u0007@example.com',
    '"ada"@example.com',
    '"a b"@example.com',
    'Ada <ada@example.com>',
    'ada@[127.0.0.1]',
    'ada@127.0.0.1',
    'ada@0x7f.1',
    'ada@example.com/path',
    'ada@ex%61mple.com',
    'ada@example.com:25',
    'ada@exam_ple.com',
    'ada@-example.com',
    'ada@example-.com',
    'ada@example..com',
    'ada@.example.com',
    'ada@example.com.',
    '.ada@example.com',
    'ada.@example.com',
    'a..b@example.com',
    'ada,eve@example.com',
    'ada@example.com,eve@example.com',
    'mailto:ada@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a'.repeat(64)}.com`,
    `ada@${'a.'.repeat(125)}com`,
    `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(4)}com`,
    'müller@example',
    'a'.repeat(200_000),
    `${' '.repeat(200_000)}x`,
  ])('%j is no address', (input) => {
    expect(parseVisitorAddress(input)).toEqual({ kind: 'invalid' });
  });
});
