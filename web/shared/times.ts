/** Dates and times as people read them, in one language and this machine's time zone. */
export interface Times {
  /** `14:10` */
  readonly time: (instant: string | number) => string;
  /** `Today`, `Yesterday`, `Monday, 3 November` */
  readonly day: (instant: string | number, now: number) => string;
  /** `14:10`, `tomorrow 9:00`, `Mon 9:00`: for what lies ahead or behind, as short as it is clear. */
  readonly moment: (instant: string | number, now: number) => string;
  /** With date, time and zone, for a tooltip. */
  readonly exact: (instant: string | number) => string;
}

const dayMs = 86_400_000;

/** Formats for a language. `timeZone` is for tests; the reader's own otherwise. */
export function createTimes(locale: string, timeZone?: string): Times {
  const zone = timeZone === undefined ? {} : { timeZone };
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', ...zone });
  const weekdayTime = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    ...zone,
  });
  const dateTime = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    ...zone,
  });
  const longDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', ...zone });
  const longYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', ...zone });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', ...zone });
  const near = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const dayNumber = dayNumbers(zone);
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

/** Days since 1970 by the wall calendar of a zone. */
function dayNumbers(zone: { timeZone?: string }): (date: Date) => number {
  const calendar = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone });
  return (date) => Math.round(Date.parse(calendar.format(date)) / dayMs);
}

function capitalised(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
