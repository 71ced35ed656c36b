/** Every row is this high, in pixels, so that where it lies is a multiplication. */
export const rowHeight = 96;

const mostRows = 60;
const around = 8;

/** Which of `count` rows are worth drawing when `top` pixels are scrolled away and `height` are seen: `first` to `last - 1`. */
export function windowOf(
  count: number,
  top: number,
  height: number,
): { readonly first: number; readonly last: number } {
  const seen = Math.ceil(Math.max(0, height) / rowHeight) + 1;
  const from = Math.min(Math.max(0, Math.floor(top / rowHeight) - around), Math.max(0, count - 1));
  const last = Math.min(count, from + Math.min(mostRows, seen + 2 * around));
  return { first: from, last };
}
