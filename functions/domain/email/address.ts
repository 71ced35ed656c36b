import { domainToASCII } from 'node:url';

/** What became of an address that a visitor typed. */
export type VisitorAddress =
  | { readonly kind: 'accepted'; readonly address: string }
  | { readonly kind: 'invalid' }
  /** SES delivers to no mailbox whose name is not plain ASCII; the first character that is in the way is named. */
  | { readonly kind: 'not-ascii'; readonly character: string };

/**
 * Judges an e-mail address as typed. The mailbox name must be ASCII (SES has no SMTPUTF8); an internationalised domain becomes
 * Punycode. Quoted names and address literals are refused: nobody chats with one, and they hide other characters.
 */
export function parseVisitorAddress(input: string): VisitorAddress {
  if (input.length > 1000) return { kind: 'invalid' };
  // NFC, so that an umlaut typed as letter and accent is named as the one character that is seen.
  const typed = withoutInvisibleEnds(input.normalize('NFC'));
  const at = typed.lastIndexOf('@');
  if (at < 1 || /[\p{Cc}\s]/u.test(typed)) return { kind: 'invalid' };
  const local = typed.slice(0, at);
  const domain = asciiDomain(typed.slice(at + 1));
  if (domain === undefined) return { kind: 'invalid' };
  const foreign = /[^\u0020-\u007e]/u.exec(local);
  if (foreign !== null) return { kind: 'not-ascii', character: foreign[0] };
  const address = `${local}@${domain}`;
  // RFC 5321 4.5.3.1: 64 octets before the sign, 254 in all.
  if (!isDotAtom(local) || local.length > 64 || address.length > 254) return { kind: 'invalid' };
  return { kind: 'accepted', address };
}

/** A domain in Punycode and lower case; undefined when no mail can be addressed to it. */
export function asciiDomain(domain: string): string | undefined {
  // The conversion is that of URLs and stops at a slash or decodes a percent sign, so only a domain may go in.
  if (/[^A-Za-z0-9.-]/.test(domain.replace(/\P{ASCII}/gu, ''))) return undefined;
  const ascii = domainToASCII(domain);
  const labels = ascii.split('.');
  const wellFormed = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  // A last label of digits is an IPv4 address to the converter and a domain to nobody.
  if (!wellFormed || labels.length < 2 || ascii.length > 253 || /^\d+$/.test(labels.at(-1) ?? '')) return undefined;
  return ascii;
}

/** RFC 5322 dot-atom: the characters that need no quotes, dots only between others. */
function isDotAtom(local: string): boolean {
  return local.split('.').every((atom) => /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/.test(atom));
}

/** Pasted addresses come with spaces, zero-width characters and byte order marks around them. */
function withoutInvisibleEnds(text: string): string {
  return text.replace(/^[\s\u200b-\u200f\u2060\ufeff]{1,50}/, '').replace(/[\s\u200b-\u200f\u2060\ufeff]{1,50}$/, '');
}
