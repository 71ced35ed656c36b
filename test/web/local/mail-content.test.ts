import { framed, resumeLinkIn } from '../../../web/local/mail-content.ts';
import { toFullMinute } from '../../../web/local/full-minute.ts';

test('the link back into the conversation stands alone on its line', () => {
  const text = 'Hello\n\nhttps://shop.example/#cc=abc_-1\n\nNot https://shop.example/#cc=in-a-sentence.';
  expect(resumeLinkIn(text)).toBe('https://shop.example/#cc=abc_-1');
  expect(resumeLinkIn('See https://shop.example/#cc=abc today')).toBeUndefined();
  expect(resumeLinkIn('javascript:alert(1)#cc=abc')).toBeUndefined();
});

test('links of a framed mail open in a new tab, and its doctype stays first', () => {
  expect(framed('<!doctype html><html><head lang="de"><title>x</title>')).toBe(
    '<!doctype html><html><head lang="de"><base target="_blank"><title>x</title>',
  );
  expect(framed('<p>x</p>')).toBe('<base target="_blank"><p>x</p>');
});

test.each([
  ['2026-11-23T10:00:05Z', 600, 655],
  ['2026-11-23T10:00:00Z', 600, 600],
  ['2026-11-23T10:00:59.500Z', 60, 61],
])('at %s "let %i seconds pass" passes %i, to a full minute', (now, seconds, passed) => {
  expect(toFullMinute(Date.parse(now), seconds)).toBe(passed);
});
