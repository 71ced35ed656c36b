/** `28 November 2026 at 15:25`: a moment long ago, where it stands in the page. `timeZone` is for tests. */
export function fullMoment(instant: string, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(instant));
}
