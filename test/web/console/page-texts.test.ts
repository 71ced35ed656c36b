import type { Language } from '../../../web/console/language.ts';
import type { PageTexts } from '../../../web/console/page-texts.ts';

/** A file that arrives, or does not, when a test says so. */
interface Asked {
  readonly of: Language;
  readonly arrive: () => void;
  readonly fail: () => void;
}

let asked: Asked[];
let page: PageTexts<string>;
let NotLoaded: new () => Error;

beforeEach(async () => {
  asked = [];
  const reader = { navigator: { languages: ['en-GB'] }, document: { documentElement: { lang: '' } } };
  for (const [name, value] of Object.entries(reader)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  jest.resetModules();
  const { createPageTexts, NotLoaded: Failure } = await import('../../../web/console/page-texts.ts');
  NotLoaded = Failure;
  const file = (of: Language) => (): Promise<{ readonly default: string }> =>
    new Promise((resolve, reject) => {
      asked.push({
        of,
        arrive: () => resolve({ default: `words in ${of}` }),
        fail: () => reject(new TypeError('cut')),
      });
    });
  page = createPageTexts({ en: file('en'), de: file('de') });
});

function choice(chosen: Language): Asked & { readonly shown: Promise<void> } {
  const shown = page.chooseLanguage(chosen);
  const last = asked.at(-1);
  if (last === undefined) throw new Error('nothing was asked for');
  return { ...last, shown };
}

async function begun(): Promise<void> {
  const loading = page.loadTexts();
  asked[0]?.arrive();
  await loading;
}

test('the words of one language are asked for once', async () => {
  await begun();
  await page.loadTexts();
  expect(page.texts()).toBe('words in en');
  expect(asked.map(({ of }) => of)).toEqual(['en']);
});

test('there are no words before they have arrived', () => {
  void page.loadTexts();
  expect(() => page.texts()).toThrow('not there yet');
});

test('words that did not come are asked for again', async () => {
  const first = page.loadTexts();
  asked[0]?.fail();
  await expect(first).rejects.toBeInstanceOf(NotLoaded);
  const second = page.loadTexts();
  asked[1]?.arrive();
  await second;
  expect(page.texts()).toBe('words in en');
});

test('another language is shown when its words are there, and not before', async () => {
  await begun();
  const german = choice('de');
  expect(page.texts()).toBe('words in en');
  german.arrive();
  await german.shown;
  expect(page.texts()).toBe('words in de');
});

test('a language whose words do not come leaves what is shown', async () => {
  await begun();
  const german = choice('de');
  german.fail();
  await expect(german.shown).rejects.toBeInstanceOf(NotLoaded);
  expect(page.texts()).toBe('words in en');
});

test('of two choices the last one counts, whichever words come first', async () => {
  await begun();
  const german = choice('de');
  await page.chooseLanguage('en');
  german.arrive();
  await german.shown;
  expect(page.texts()).toBe('words in en');
});
