import { linkPage } from '../../functions/visitor/link-page.ts';
import { linkTexts } from '../../functions/visitor/link-texts.ts';

const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'ar'];

test.each(languages)('the pages behind an e-mail’s links are in %s, each language in its own words', (language) => {
  const texts = linkTexts(`${language}-XX`);
  expect(texts.locale).toBe(language);
  if (language !== 'en') expect(texts.notMe.question).not.toBe(linkTexts('en').notMe.question);
  const page = linkPage(texts, texts.unsubscribe, 'ask');
  expect(page).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
  expect(page).toContain(texts.unsubscribe.button);
});

test.each(['xx', '', 'constructor', '__proto__'])('an unknown language “%s” is English', (locale) => {
  expect(linkTexts(locale)).toEqual(linkTexts('en'));
});
