const minuteMs = 60_000;

/** `5 min`, `3 hr`, `2 days`: how long something has lasted, as short as it is clear. */
export function duration(milliseconds: number, locale: string): string {
  const minutes = Math.max(0, Math.floor(milliseconds / minuteMs));
  const [amount, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unit === 'day' ? 'long' : 'short' }).format(
    amount,
  );
}
