export const clipIcon =
  'M18.5 11.5 12 18a4 4 0 0 1-5.7-5.7l7.4-7.4a2.7 2.7 0 0 1 3.8 3.8l-7.3 7.3a1.3 1.3 0 0 1-1.9-1.9l6.6-6.6';

/** Only what leads to a server: never `javascript:` or `data:`. */
export function safeUrl(url = ''): string {
  return /^(https?:\/\/|\/)/u.test(url) ? url : '#';
}

/** `340 kB`, `1.2 MB` */
export function fileSize(bytes: number, locale: string): string {
  const [amount, unit] =
    bytes < 1000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(
    amount,
  );
}
