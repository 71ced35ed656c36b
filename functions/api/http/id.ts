/** An id or token as somebody gave it; what can be none, and may be longer than a key of the table, becomes one that nothing has. */
export function idOf(given: string): string {
  return /^[\w-]{1,128}$/.test(given) ? given : '';
}
