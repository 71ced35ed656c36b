/** Characters that reorder or hide others: a file called `invoice‮fdp.exe` must not look like a PDF. */
const reordering = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

const control = /\p{Cc}+/gu;

/** A name, subject or file name on one line, without characters that could disguise it. */
export function plainName(name: string): string {
  return name.replace(reordering, '').replace(control, ' ').trim();
}

/** The letters that stand for a person where there is no picture: at most two. */
export function initials(name: string): string {
  const words = plainName(name)
    .split(/[\s@._-]+/u)
    .filter((word) => word !== '');
  const shown = words.length > 1 ? [words[0], words.at(-1)] : words;
  return shown.map(firstLetter).join('').toLocaleUpperCase() || '?';
}

function firstLetter(word = ''): string {
  return [...new Intl.Segmenter().segment(word)][0]?.segment ?? '';
}
