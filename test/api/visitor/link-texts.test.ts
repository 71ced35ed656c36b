import { linkPage } from '../../../functions/api/visitor/link-page.ts';
import { linkTexts, readersLanguage } from '../../../functions/api/visitor/link-texts.ts';

const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'ar'];
const site = { companyName: 'Kiesel & Ton', siteUrl: 'https://www.example.com/?a=1&b="2"' };

describe.each(languages)('the pages behind an e-mail’s links in %s', (language) => {
  const texts = linkTexts(`${language}-XX`);
  const { unsubscribe, notMe, unknown, gone, toWebsite } = texts;

  test('have words of their own, which name the address', () => {
    expect(texts.locale).toBe(language);
    const { question, done, undone } = unsubscribe;
    for (const text of [question, done, undone, notMe.question, notMe.done]) expect(text).toContain('{address}');
    expect(toWebsite).toContain('{company}');
    const english = linkTexts('en');
    if (language === 'en') return;
    for (const name of ['title', 'question', 'button', 'done', 'undo', 'undone'] as const) {
      expect(unsubscribe[name]).not.toBe(english.unsubscribe[name]);
    }
    for (const text of [notMe.question, unknown.title, unknown.text, gone.title, gone.text]) {
      expect(Object.values({ ...english.notMe, ...english.unknown, ...english.gone })).not.toContain(text);
    }
  });

  test('say which language they are in, whose they are, and lead back to the website', () => {
    const action = { label: unsubscribe.button, to: '', weight: 'main' } as const;
    const page = { title: unsubscribe.title, text: unsubscribe.question, address: 'vera@xn--exmple-cua.org', action };
    const { body } = linkPage(200, texts, site, page);
    expect(body).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(body).toContain(unsubscribe.button);
    expect(body).toContain('<bdi class="address">vera@exämple.org</bdi>');
    expect(body).toContain('<bdi>Kiesel &amp; Ton</bdi>');
    expect(body).toContain('href="https://www.example.com/?a=1&amp;b=&quot;2&quot;"');
    expect(body).not.toMatch(/\{\w+\}|<script/);
  });
});

test.each(['xx', '', 'constructor', '__proto__'])('an unknown language “%s” is English', (locale) => {
  expect(linkTexts(locale)).toEqual(linkTexts('en'));
});

test.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['sv, fr;q=0.5, it;q=0.7', 'it'],
  ['en;q=0, pl;q=0.1', 'pl'],
  ['sv', undefined],
  ['*', undefined],
  ['', undefined],
  [';;q=,,q=1;', undefined],
])('of “%s” the pages speak %s', (header, language) => {
  expect(readersLanguage(header)).toBe(language);
});

test('an address is shown and never taken for HTML', () => {
  const page = { title: 'T', text: '{address}?', address: '<b>"$&"@example.org' };
  const { body } = linkPage(200, linkTexts('en'), site, page);
  expect(body).toContain('&lt;b&gt;&quot;$&amp;&quot;@example.org</bdi>?');
});
