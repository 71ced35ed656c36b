import type { Page } from 'playwright-core';
import { describeInBrowser, person } from './browser.ts';
import { pagesUnderTest } from './pages-under-test.ts';

/** Each page, and words of its own in both languages. */
const pagesInBoth = [
  ['agent', 'No conversation chosen', 'Keine Konversation gewählt'],
  ['admin', 'Continuous conversations', 'Laufende Konversationen'],
] as const;

describeInBrowser('the pages for agents and admins', () => {
  const pages = pagesUnderTest();

  beforeAll(() => {
    pages.backend.state.conversations = [];
  });

  /** A reader at the page, and the languages whose words it asked for; as long as `isCut`, none of them arrive. */
  async function reader(path: string, locale: string, network = { isCut: false }) {
    const { page, complaints } = await person(pages.browser, { locale });
    const asked: string[] = [];
    await page.route(/\/(?:en|de)-[A-Z0-9]{8}\.js$/, async (route) => {
      asked.push(/(..)-\w+\.js$/.exec(route.request().url())?.[1] ?? '');
      await (network.isCut ? route.abort() : route.continue());
    });
    await page.goto(`${pages.backend.url}/${path}`);
    const ada = page.getByRole('button', { name: 'Ada' });
    await ada.waitFor();
    const askedAtOnce = [...asked];
    await ada.click();
    return { page, complaints, asked, askedAtOnce, network };
  }

  const says = (page: Page, words: string): Promise<void> => page.getByText(words, { exact: true }).first().waitFor();

  test.each(pagesInBoth)(
    '%s: words come in the language that is shown, the other when it is chosen',
    async (...row) => {
      const [path, english, german] = row;
      const { page, asked, askedAtOnce, complaints } = await reader(path, 'de-AT');
      await says(page, german);
      // While they sign in, not after.
      expect(askedAtOnce).toEqual(['de']);
      await page.locator('.language-choice select').selectOption('en');
      await says(page, english);
      await page.locator('.language-choice select').selectOption('de');
      await says(page, german);
      expect(asked).toEqual(['de', 'en']);
      expect(complaints).toEqual([]);
    },
  );

  test.each(pagesInBoth)(
    '%s: without its words the page says so, and begins when it is loaded again',
    async (...row) => {
      const [path, , german] = row;
      const { page, network } = await reader(path, 'de', { isCut: true });
      await says(
        page,
        'Ein Teil dieser Seite konnte nicht geladen werden. Geschieht das noch einmal, laden Sie die Seite bitte neu.',
      );
      network.isCut = false;
      await page.getByRole('button', { name: 'Erneut versuchen' }).click();
      // They are still signed in.
      await says(page, german);
    },
  );

  test.each(pagesInBoth)(
    '%s: a language whose words do not come is not shown, and can be tried again',
    async (...row) => {
      const [path, english, german] = row;
      const { page, network } = await reader(path, 'en-GB');
      await says(page, english);
      network.isCut = true;
      await page.locator('.language-choice select').selectOption('de');
      const dialog = page.getByRole('dialog', { name: 'Try again' });
      await dialog.waitFor();
      expect(await page.locator('.language-choice select').inputValue()).toBe('en');
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      network.isCut = false;
      await dialog.getByRole('button', { name: 'Try again' }).click();
      await says(page, german);
      expect(await page.getByRole('dialog').count()).toBe(0);
    },
  );
});
