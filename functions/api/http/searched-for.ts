import { folded, leastSearched } from '../../domain/conversation/find-terms.ts';
import { decodeFields, text } from './decode.ts';

/** What somebody searches for, as `findVisitors` compares it. Throws 400 for less than two characters, or more than a hundred. */
export function searchedFor(beginning: string): string {
  return decodeFields({ find: folded(beginning) }, { find: text(leastSearched, 100) }).find;
}
