import { instantOfWallTime, wallTimeAt } from './wall-clock.ts';
import type { WallTime } from './wall-clock.ts';

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const fields = [
  { name: 'minutes', from: 0, to: 59 },
  { name: 'hours', from: 0, to: 23 },
  { name: 'day of month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, names: months },
  { name: 'day of week', from: 1, to: 7, names: weekdays },
  { name: 'year', from: 1970, to: 2199 },
] as const satisfies Field[];

/** The values at which each field of `cron(…)` fires. */
export interface CronExpression {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** Sunday is 1. */
  readonly daysOfWeek: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
}

/**
 * Reads the six fields of AWS's cron: `*`, `?`, lists, ranges, steps and names. Undefined if it is not valid; `L`, `W`
 * and `#` are not emulated and count as invalid.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function cronExpression(text: string): CronExpression | undefined {
  const parts = text.trim().split(/\s+/);
  const [, , dayOfMonth, , dayOfWeek] = parts;
  // One of the two says which days, the other that it says nothing.
  if (parts.length !== 6 || (dayOfMonth === '?') === (dayOfWeek === '?')) return undefined;
  const [minutes, hours, daysOfMonth, inMonths, daysOfWeek, years] = fields.map((field, index) =>
    valuesOf(parts[index] ?? '', field),
  );
  if (!minutes || !hours || !daysOfMonth || !inMonths || !daysOfWeek || !years) return undefined;
  return { minutes, hours, daysOfMonth, months: inMonths, daysOfWeek, years };
}

/** The first time after an instant at which it fires; undefined if it never does again. */
export function nextCronTime(cron: CronExpression, after: number, timeZone: string): number | undefined {
  const start = wallTimeAt(after, timeZone);
  const lastYear = Math.min(Math.max(...cron.years), start.year + 30);
  // Days are counted in UTC, where each has 24 hours; which instant a day's time is, its time zone says.
  const firstDay = Date.UTC(start.year, start.month - 1, start.day);
  for (let day = firstDay; new Date(day).getUTCFullYear() <= lastYear; day += 86_400_000) {
    const date = new Date(day);
    if (!firesOn(cron, date)) continue;
    for (const hour of [...cron.hours].sort((a, b) => a - b)) {
      for (const minute of [...cron.minutes].sort((a, b) => a - b)) {
        const instant = instantOfWallTime(wallTime(date, hour, minute), timeZone);
        if (instant > after) return instant;
      }
    }
  }
  return undefined;
}

function firesOn(cron: CronExpression, date: Date): boolean {
  return (
    cron.years.has(date.getUTCFullYear()) &&
    cron.months.has(date.getUTCMonth() + 1) &&
    cron.daysOfMonth.has(date.getUTCDate()) &&
    cron.daysOfWeek.has(date.getUTCDay() + 1)
  );
}

function wallTime(date: Date, hour: number, minute: number): WallTime {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return { year, month, day, hour, minute, second: 0 };
}

/** Undefined unless every part of the list is valid. */
function valuesOf(text: string, field: Field): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, range = '', step = '1'] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [from, to] = rangeOf(range, field, part.includes('/'));
    if (from === undefined || to === undefined || from > to || Number(step) < 1) return undefined;
    for (let value = from; value <= to; value += Number(step)) values.add(value);
  }
  return values;
}

function rangeOf(text: string, field: Field, hasStep: boolean): [number | undefined, number | undefined] {
  if (text === '*' || text === '?') return [field.from, field.to];
  const [from = '', to] = text.split('-');
  // `5/10` starts at 5 and goes on to the end.
  const last = to ?? (hasStep ? String(field.to) : from);
  return [valueOf(from, field), valueOf(last, field)];
}

function valueOf(text: string, { from, to, names }: Field): number | undefined {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + from : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : undefined;
}
