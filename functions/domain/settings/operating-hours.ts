import { instantOf } from '../instant.ts';
import type { Instant } from '../instant.ts';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Local wall-clock times `HH:MM`, `from` before `to`; `24:00` is the end of the day. */
export interface OpenSpan {
  readonly from: string;
  readonly to: string;
}

/** A day that is left out is closed. */
export type OperatingHours = Readonly<Partial<Record<Weekday, readonly OpenSpan[]>>>;

export type Opening = { readonly kind: 'open' } | { readonly kind: 'closed'; readonly backAt: Instant | null };

/**
 * Whether the company is open at an instant, by the wall clock of its time zone; when it is closed, when it opens next
 * (`null` if never in the coming week). Days on which the clocks change count by what the wall clock shows.
 */
export function openingAt(hours: OperatingHours | null, timeZone: string, now: Instant): Opening {
  if (hours === null) return { kind: 'open' };
  const { weekday, time } = wallClock(now, timeZone);
  const today = weekdays.indexOf(weekday);
  if (spansOf(hours, today).some((span) => span.from <= time && time < span.to)) return { kind: 'open' };
  for (let day = 0; day <= 7; day += 1) {
    const openings = spansOf(hours, today + day).map((span) => span.from);
    const next = openings.filter((from) => day > 0 || from > time).sort()[0];
    if (next !== undefined) return { kind: 'closed', backAt: instantAt(now, timeZone, day, next) };
  }
  return { kind: 'closed', backAt: null };
}

/** Whether the company never closes: without hours, or with hours that leave no gap. */
export function isAlwaysOpen(hours: OperatingHours | null): boolean {
  return hours === null || weekdays.every((_, day) => isWholeDay(spansOf(hours, day)));
}

function isWholeDay(spans: readonly OpenSpan[]): boolean {
  const inOrder = spans.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return inOrder.reduce((open, { from, to }) => (from <= open && to > open ? to : open), '00:00') === '24:00';
}

function spansOf(hours: OperatingHours, day: number): readonly OpenSpan[] {
  const weekday = weekdays[day % 7];
  return weekday === undefined ? [] : (hours[weekday] ?? []);
}

interface WallClock {
  readonly weekday: Weekday;
  readonly time: string;
  readonly utcOfSameFigures: number;
}

/** What the clock on the company's wall shows. */
function wallClock(now: Instant, timeZone: string): WallClock {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(now));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  return {
    weekday: part('weekday').toLowerCase() as Weekday,
    time: `${part('hour')}:${part('minute')}`,
    utcOfSameFigures: Date.parse(
      `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00.000Z`,
    ),
  };
}

/** The instant at which the wall clock will show `time`, `days` days from today. */
function instantAt(now: Instant, timeZone: string, days: number, time: string): Instant {
  const midnight = new Date(wallClock(now, timeZone).utcOfSameFigures).setUTCHours(0, 0, 0, 0);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const figures = midnight + ((days * 24 + hour) * 60 + minute) * 60_000;
  // The zone's offset at the goal is not known before the goal is: two steps settle it, even across a change of clocks.
  let guess = figures;
  for (let step = 0; step < 2; step += 1) {
    guess += figures - wallClock(instantOf(new Date(guess)), timeZone).utcOfSameFigures;
  }
  return instantOf(new Date(guess));
}
