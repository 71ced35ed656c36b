import { headerOf } from './mail.ts';
import type { Mail } from './mail.ts';

/**
 * The domains whose DKIM signature SES found to hold, as it says in the header that it puts above all others
 * (`Authentication-Results: amazonses.com; …; dkim=pass header.i=@example.org; …`, RFC 8601; seen in received mails, not in its
 * documentation). Undefined if that is not there: a header of the sender's own comes below it.
 */
export function signersOf(mail: Pick<Mail, 'headers'>): readonly string[] | undefined {
  const [authority = '', ...results] = withoutForeignWords(headerOf(mail, 'authentication-results') ?? '').split(';');
  if (authority.trim().toLowerCase() !== 'amazonses.com') return undefined;
  return results.flatMap((result) => /^\s*dkim=pass\s+header\.[di]=\S*?([^\s@]+)\s*$/i.exec(result)?.[1] ?? []);
}

/** Without quoted texts and comments, in which the sender's own address may stand. */
function withoutForeignWords(value: string): string {
  return value
    .slice(0, 10_000)
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\([^()]*\)/g, ' ');
}
