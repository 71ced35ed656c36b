/** A moment in UTC as `Date.prototype.toISOString` writes it (milliseconds, `Z`): of equal length, so text order is time order. */
export type Instant = string & { readonly instant: unique symbol };

const minuteMs = 60_000;

/** The instant of a Date. Throws RangeError for an invalid one. */
export function instantOf(date: Date): Instant {
  return date.toISOString() as Instant;
}

/** `instant` moved by a number of seconds, which may be negative. */
export function plusSeconds(instant: Instant, seconds: number): Instant {
  return instantOf(new Date(Date.parse(instant) + seconds * 1000));
}

/** `instant` moved by a number of minutes, which may be negative. */
export function plusMinutes(instant: Instant, minutes: number): Instant {
  return plusSeconds(instant, minutes * 60);
}

/** The whole minute that comes after `instant`. */
export function nextMinute(instant: Instant): Instant {
  return instantOf(new Date((Math.floor(Date.parse(instant) / minuteMs) + 1) * minuteMs));
}

/** Whole minutes from one instant to another. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / minuteMs);
}

/** The later of two instants. */
export function laterOf(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** The earlier of two instants. */
export function earlierOf(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

/** Seconds since 1970 for DynamoDB's TTL attribute, rounded up. */
export function epochSeconds(instant: Instant): number {
  return Math.ceil(Date.parse(instant) / 1000);
}
