import { findTerms, folded } from '../../../functions/domain/conversation/find-terms.ts';
import { visitor } from '../../setup/scene.ts';

describe('a visitor is found by', () => {
  test.each<[string, string | undefined, string | null, readonly string[]]>([
    [
      'every word of their name, and their address',
      'Vera María Groß',
      'Vera@Example.org',
      ['vera maria gross', 'maria gross', 'gross', 'vera@example.org'],
    ],
    ['the address alone', undefined, 'vera@example.org', ['vera@example.org']],
    ['the name alone', 'Vera', null, ['vera']],
    ['nothing, when there is nothing', undefined, null, []],
    ['no word of one letter only', 'V', null, []],
    ['a name in another script', '山田 太郎', null, ['山田 太郎', '太郎']],
  ])('%s', (_, name, email, terms) => {
    const address = email === null ? null : ({ email, state: 'typed' } as const);
    expect(findTerms(visitor({ address, ...(name === undefined ? {} : { name }) }))).toEqual(terms);
  });

  test('no more terms than a few, however long they say their name is', () => {
    const terms = findTerms(visitor({ name: 'ab '.repeat(500) }));
    expect(terms.length).toBeLessThan(9);
    expect(Math.max(...terms.map((term) => term.length))).toBeLessThanOrEqual(100);
  });

  test('no term with half of a character, which DynamoDB would refuse', () => {
    for (const name of [`${'a'.repeat(99)}😀bc`, `Vera ${'𝒽'.repeat(60)}`, `${'a'.repeat(98)}ﬃ😀`]) {
      for (const term of findTerms(visitor({ name }))) expect(term).not.toMatch(/\p{Cs}/u);
    }
  });
});

test('case, accents and spaces do not matter', () => {
  expect(folded('  MÜLLER \n Straße ')).toBe('muller strasse');
});
