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
