import type { Author } from '../../contract/messages.ts';
import { plainName } from '../shared/display-text.ts';
import type { Words } from './words.ts';

/** What the author of a message is called here. */
export function authorName(author: Author, { t }: Words): string {
  if (author.kind === 'visitor') return t.you;
  return author.kind === 'system' ? t.automatic : plainName(author.name ?? '') || t.team;
}
