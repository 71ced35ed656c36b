import { weekdays } from '../../contract/admin.ts';
import type { Hours, OpenSpan, Weekday } from '../../contract/admin.ts';

/** What an editor begins with. */
export const usualHours: Hours = Object.fromEntries(
  weekdays.slice(0, 5).map((day) => [day, [{ from: '09:00', to: '17:00' }]]),
);

const usualSpan: OpenSpan = { from: '09:00', to: '17:00' };

/** The hours with other spans on a day; a day without any is closed. */
export function withSpans(hours: Hours, day: Weekday, spans: readonly OpenSpan[]): Hours {
  const others = Object.fromEntries(weekdays.filter((one) => one !== day).map((one) => [one, hours[one]]));
  const all = { ...others, [day]: spans };
  return Object.fromEntries(
    weekdays.flatMap((one) => {
      const kept = all[one];
      return kept === undefined || kept.length === 0 ? [] : [[one, kept]];
    }),
  );
}

/** One span more on a day: after the last one, as far as the day goes. */
export function withOneMore(hours: Hours, day: Weekday): Hours {
  const spans = hours[day] ?? [];
  const last = spans.at(-1);
  const next = last === undefined ? usualSpan : { from: last.to < '23:00' ? plusHour(last.to) : last.to, to: '24:00' };
  return withSpans(hours, day, [...spans, next]);
}

function plusHour(time: string): string {
  return `${String(Number(time.slice(0, 2)) + 1).padStart(2, '0')}${time.slice(2)}`;
}

export type SpanProblem = 'order' | 'overlap';

/** What is wrong with the spans of a day, if anything is. */
export function spanProblem(spans: readonly OpenSpan[]): SpanProblem | undefined {
  if (spans.some(({ from, to }) => from === '' || to === '' || from >= to)) return 'order';
  const sorted = [...spans].sort((a, b) => a.from.localeCompare(b.from));
  const overlaps = sorted.some(({ from }, at) => at > 0 && from < (sorted[at - 1]?.to ?? ''));
  return overlaps ? 'overlap' : undefined;
}

/** A time field knows no 24:00: the end of the day is shown, and taken, as 00:00. */
export function shownEnd(to: string): string {
  return to === '24:00' ? '00:00' : to;
}

export function takenEnd(shown: string): string {
  return shown === '00:00' ? '24:00' : shown;
}
