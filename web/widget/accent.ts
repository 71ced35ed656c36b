/** The custom properties for a site's own accent colour (`#rgb` or `#rrggbb`), with a text colour that can be read on it. */
export function accentColors(accent = ''): readonly (readonly [string, string])[] {
  if (!/^#([\da-f]{3}){1,2}$/iu.test(accent)) return [];
  return [
    ['--accent', accent],
    ['--on-accent', luminance(accent) > 0.18 ? '#10181a' : '#ffffff'],
    ['--accent-ink', 'var(--ink)'],
  ];
}

/** Relative luminance as WCAG 2.2 defines it, nearly; 0.18 is where black and white text are equally legible. */
function luminance(color: string): number {
  const digits = color.length > 4 ? 2 : 1;
  return [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
    const channel = color.slice(1 + at * digits, 1 + (at + 1) * digits);
    return sum + weight * (Number.parseInt(channel, 16) / (16 ** digits - 1)) ** 2.2;
  }, 0);
}
