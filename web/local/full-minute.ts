/**
 * At least `seconds` from `now` (milliseconds since 1970), and on to the next full minute: that is when timers ring, so
 * that "let 10 minutes pass" right after an answer brings its e-mail.
 */
export function toFullMinute(now: number, seconds: number): number {
  const target = now + seconds * 1000;
  return Math.ceil((Math.ceil(target / 60_000) * 60_000 - now) / 1000);
}
