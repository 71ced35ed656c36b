/**
 * A text's beginning of at most so many UTF-16 units, never with half of a character at its end: DynamoDB refuses the whole write, and a
 * mail shows a hole.
 */
export function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}
