/** The custom properties for a site's own accent colour, with a text colour that can be read on it. */
export function accentColors(accent: string | undefined): readonly (readonly [string, string])[] {
  const rgb = parseHex(accent);
  if (rgb === undefined) return [];
  const text = luminance(rgb) > 0.18 ? '#10181a' : '#ffffff';
  return [
    ['--accent', `rgb(${rgb.join(' ')})`],
    ['--on-accent', text],
    ['--accent-ink', 'var(--ink)'],
  ];
}

type Rgb = readonly [number, number, number];

function parseHex(color: string | undefined): Rgb | undefined {
  const digits = /^#([\da-f]{3}|[\da-f]{6})$/iu.exec(color ?? '')?.[1];
  if (digits === undefined) return undefined;
  const full = digits.length === 3 ? digits.replace(/./gu, '$&$&') : digits;
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue];
}

/** Relative luminance as WCAG 2.2 defines it; 0.18 is where black and white text are equally legible. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
