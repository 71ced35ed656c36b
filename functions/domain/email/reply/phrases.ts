/** Finds which of many phrases a line begins with, looking only at those that share its first letters. */
export function beginningOf(phrases: readonly string[]): (line: string) => string | undefined {
  const byStart = grouped(phrases, (phrase) => phrase.slice(0, keyLength));
  return (line) => byStart.get(line.slice(0, keyLength))?.find((phrase) => line.startsWith(phrase));
}

/** Whether a line ends with one of many phrases. */
export function endOf(phrases: readonly string[]): (line: string) => boolean {
  const byEnd = grouped(phrases, (phrase) => phrase.slice(-keyLength));
  return (line) => byEnd.get(line.slice(-keyLength))?.some((phrase) => line.endsWith(phrase)) ?? false;
}

/** No phrase is shorter. */
const keyLength = 2;

function grouped(phrases: readonly string[], key: (phrase: string) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const phrase of phrases) groups.set(key(phrase), [...(groups.get(key(phrase)) ?? []), phrase]);
  return groups;
}
