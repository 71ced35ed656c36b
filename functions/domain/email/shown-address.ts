import { domainToUnicode } from 'node:url';

/** An address as people read it: its domain in its own letters, where these cannot be taken for others. */
export function shownAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const labels = address.slice(at + 1).split('.');
  const shown = labels.map((label) => (label.startsWith('xn--') ? shownLabel(label, labels.at(-1) ?? '') : label));
  return `${address.slice(0, at + 1)}${shown.join('.')}`;
}

/**
 * Punycode stays as it is unless its letters are all of one script. That, and the look-alikes, is what browsers go by, see „Internationalized
 * Domain Names in Google Chrome“ (chromium.googlesource.com, docs/idn.md).
 */
function shownLabel(label: string, topLevel: string): string {
  const letters = domainToUnicode(label);
  if (!scripts.some((script) => script.test(letters))) return label;
  // „аррӏе“ is all Cyrillic. Below „рф“ nobody takes it for Latin.
  const latinAtSight = lookAlikes.some((alike) => alike.test(letters));
  return latinAtSight && (topLevel === label || !topLevel.startsWith('xn--')) ? label : letters;
}

/** Latin is what European languages write, without phonetic letters and clicks; Japanese and Korean write in several scripts at once. */
const scripts: readonly RegExp[] = [
  /^[a-z0-9\u00df-\u00f6\u00f8-\u01bf\u01cd-\u024f\u1e00-\u1eff-]+$/u,
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}0-9-]+$/u,
  /^[\p{scx=Hangul}\p{scx=Han}0-9-]+$/u,
  ...['Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Armenian', 'Georgian', 'Thai', 'Devanagari', 'Bengali', 'Tamil'].map(
    (script) => new RegExp(`^[\\p{scx=${script}}0-9-]+$`, 'u'),
  ),
];

/** Labels of nothing but letters that look like Latin ones. */
const lookAlikes: readonly RegExp[] = [/^[асԁеԍһіюјӏорԗԛѕԝхуъьҽпгѵѡктм0-9-]+$/u, /^[αγικνορτυχωο0-9-]+$/u];
