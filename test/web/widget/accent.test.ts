import { accentColors } from '../../../web/widget/accent.ts';

test.each([
  ['#000', '#ffffff'],
  ['#1c6b5a', '#ffffff'],
  ['#747474', '#ffffff'],
  ['#777777', '#10181a'],
  ['#FFD54F', '#10181a'],
  ['#fff', '#10181a'],
])('on the accent %s the text is %s', (accent, text) => {
  const colors = Object.fromEntries(accentColors(accent));
  expect([colors['--accent'], colors['--on-accent']]).toEqual([accent, text]);
});

test.each([undefined, 'red', '#12', 'url(https://example.com)', '#12345', '#1234567'])(
  '%j is not taken for a colour',
  (accent) => {
    expect(accentColors(accent)).toEqual([]);
  },
);
