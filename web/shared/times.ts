/** Dates and times as people read them, in one language and this machine's time zone. */
export interface Times {
  /** `14:10` */
  readonly time: (instant: string | number) => string;
  /** `Today`, `Yesterday`, `Monday, 3 November` */
  readonly day: (instant: string | number, now: number) => string;
  /** `14:10`, `tomorrow 9:00`, `Mon 9:00`: for what lies ahead or behind, as short as it is clear. */
  readonly moment: (instant: string | number, now: number) => string;
  /** `3 November 2026 at 14:10`: where the moment itself matters, and for a tooltip. */
  readonly exact: (instant: string | number) => string;
}

const dayMs = 86_400_000;

const clock = { hour: 'numeric', minute: '2-digit' } as const;

/** Formats for a language. `timeZone` is for tests; the reader's own otherwise. */
export function createTimes(locale: string, timeZone?: string): Times {
  const format = (options: Intl.DateTimeFormatOptions, language = locale): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(language, { ...options, timeZone });
  const time = format(clock);
  const weekdayTime = format({ weekday: 'short', ...clock });
  const dateTime = format({ day: 'numeric', month: 'short', ...clock });
  const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const longYear = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const exact = format({ dateStyle: 'long', timeStyle: 'short' });
  const calendar = format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA');
  const near = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

  /** Days since 1970 by the wall calendar. */
  function dayNumber(date: Date): number {
    return Math.round(Date.parse(calendar.format(date)) / dayMs);
  }

  return {
    time: (instant) => time.format(new Date(instant)),
    day(instant, now) {
      const date = new Date(instant);
      const ahead = dayNumber(date) - dayNumber(new Date(now));
      if (Math.abs(ahead) <= 1) return capitalised(near.format(ahead, 'day'), locale);
      return (Math.abs(ahead) < 300 ? longDay : longYear).format(date);
    },
    moment(instant, now) {
      const date = new Date(instant);
      const ahead = dayNumber(date) - dayNumber(new Date(now));
      if (ahead === 0) return time.format(date);
      if (Math.abs(ahead) === 1) return `${near.format(ahead, 'day')} ${time.format(date)}`;
      return (Math.abs(ahead) < 7 ? weekdayTime : dateTime).format(date);
    },
    exact: (instant) => exact.format(new Date(instant)),
  };
}

function capitalised(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
