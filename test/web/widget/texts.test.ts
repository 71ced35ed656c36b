import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { languages, loadTexts as loadWith } from '../../../web/widget/texts/load.ts';
import { wordsOf } from '../../../web/widget/words.ts';

const folder = join(import.meta.dirname, '../../../web/widget/texts');
const loadTexts = (wanted: readonly string[]) => loadWith(wanted, (language) => import(join(folder, `${language}.ts`)));

test('there are ten languages', () => {
  const files = readdirSync(folder).map((file) => file.replace('.ts', ''));
  const there = ['ar', 'de', 'en', 'es', 'fr', 'it', 'nl', 'pl', 'pt', 'tr'];
  expect(files.filter((name) => /^[a-z]{2}$/.test(name)).sort()).toEqual(there);
  expect([...languages].sort()).toEqual(there);
});

test.each(languages)('every text in %s says something, with what is filled in in its place', async (language) => {
  const { texts } = await loadTexts([language]);
  const { direction, ...said } = texts;
  expect(direction).toBe(language === 'ar' ? 'rtl' : 'ltr');
  for (const [name, text] of Object.entries(said)) {
    if (typeof text === 'object') continue;
    const shown = typeof text === 'string' ? text : (text as (filledIn: string) => string)('⟦7⟧');
    expect(`${name}: ${shown.trim()}`).not.toBe(`${name}: `);
    if (typeof text === 'function') expect(shown).toContain('⟦7⟧');
  }
});

test.each(languages)('in %s there is a form for every number, with the number in it', async (language) => {
  const words = wordsOf(await loadTexts([language]));
  for (const forms of [words.t.unread, words.t.newCount]) {
    expect(forms.other).toContain('#');
    for (const count of [3, 7, 21, 100]) {
      expect(words.count(forms, count)).toContain(new Intl.NumberFormat(language).format(count));
    }
  }
});

test.each([
  ['pl', 1, '1 nieprzeczytana'],
  ['pl', 3, '3 nieprzeczytane'],
  ['pl', 5, '5 nieprzeczytanych'],
  ['fr', 1, '1 non lu'],
  ['fr', 2, '2 non lus'],
  ['ar', 2, 'رسالتان غير مقروءتين'],
  ['ar-EG', 5, '٥ رسائل غير مقروءة'],
  ['de', 1, '1 ungelesen'],
])('in %s %i unread messages are “%s”', async (locale, count, said) => {
  const words = wordsOf(await loadTexts([locale]));
  expect(words.count(words.t.unread, count)).toBe(said);
});

test.each([
  [['de-AT'], 'de-AT'],
  [['xx', 'de'], 'de'],
  [['en', 'de-DE', 'en-GB', 'en-US'], 'en-GB'],
  [['en-US', 'en-GB'], 'en-US'],
  [['xx'], 'en'],
  [['', 'de'], 'de'],
  [[], 'en'],
  [['EN_us', 'de'], 'de'],
  [['constructor'], 'en'],
])('of %j the locale %s is taken', async (wanted, locale) => {
  expect((await loadTexts(wanted)).locale).toBe(locale);
});
