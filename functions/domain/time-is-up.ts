/** There was no time left for it: it is to be tried again, with what comes after it. */
export class TimeIsUp extends Error {
  override readonly name = 'TimeIsUp';
}
