import { accentColors } from '../../../web/widget/accent.ts';

test.each([
  ['#000', 'rgb(0 0 0)', '#ffffff'],
  ['#1c6b5a', 'rgb(28 107 90)', '#ffffff'],
  ['#FFD54F', 'rgb(255 213 79)', '#10181a'],
  ['#fff', 'rgb(255 255 255)', '#10181a'],
])('on the accent %s (%s) the text is %s', (accent, background, text) => {
  const colors = Object.fromEntries(accentColors(accent));
  expect([colors['--accent'], colors['--on-accent']]).toEqual([background, text]);
});

test.each([undefined, 'red', '#12', 'url(https://example.com)', '#1234567'])(
  '%j is not taken for a colour',
  (accent) => {
    expect(accentColors(accent)).toEqual([]);
  },
);
