import { cut } from '../cut.ts';
import type { Visitor } from '../records/visitor.ts';

const longestTerm = 100;
const mostWords = 6;

/** What a visitor is found by the beginning of: their name, each later word of it with what follows, and their address. */
export function findTerms({ name, address }: Pick<Visitor, 'name' | 'address'>): readonly string[] {
  const words = folded(name ?? '').split(' ');
  const names = words.slice(0, mostWords).map((_, index) => words.slice(index).join(' '));
  const terms = [...names, folded(address?.email ?? '')];
  return [...new Set(terms.filter((term) => Array.from(term).length >= leastSearched))];
}

/** Fewer characters find nobody: everybody's name would begin so. */
export const leastSearched = 2;

/** As it is compared: without case, accents, and spaces too many, so that „Muller“ finds „Müller“. */
export function folded(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\s+/g, ' ')
    .trim();
  return cut(plain, longestTerm);
}
