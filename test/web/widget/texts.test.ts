import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadTexts, wantedLocales } from '../../../web/widget/texts/load.ts';

const folder = join(import.meta.dirname, '../../../web/widget/texts');
const languages = readdirSync(folder)
  .map((file) => file.replace('.ts', ''))
  .filter((name) => /^[a-z]{2}$/.test(name));

test.each(languages)('every text in %s says something, with what is filled in in its place', async (language) => {
  const { texts } = await loadTexts([language]);
  const { direction, ...said } = texts;
  expect(['ltr', 'rtl']).toContain(direction);
  for (const [name, text] of Object.entries(said)) {
    const shown = typeof text === 'string' ? text : String((text as (...all: unknown[]) => unknown)('⟦7⟧', '⟦8⟧'));
    expect(`${name}: ${shown.trim()}`).not.toBe(`${name}: `);
    if (typeof text === 'function' && name !== 'toNewest') expect(shown).toContain('⟦7⟧');
  }
});

test.each([
  [['de-AT'], 'de-AT'],
  [['xx', 'de'], 'de'],
  [['xx'], 'en'],
  [[], 'en'],
  [['EN_us', 'de'], 'de'],
  [['constructor'], 'en'],
])('of %j the locale %s is taken', async (wanted, locale) => {
  expect((await loadTexts(wanted)).locale).toBe(locale);
});

test('the site’s wish comes before the page’s language, and that before the browser’s', () => {
  expect(wantedLocales('fr', 'de', ['en'])).toEqual(['fr', 'de', 'en']);
  expect(wantedLocales(undefined, '', ['en'])).toEqual(['en']);
});
