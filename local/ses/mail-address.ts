import { decodeWords } from 'postal-mime';

export interface MailAddress {
  readonly name: string;
  /** `local-part@domain`. */
  readonly address: string;
}

/**
 * A mailbox as SES takes it: `a@b.example` or `Name <a@b.example>`, everything in ASCII (a name in other letters as an
 * encoded word, a domain as Punycode). Undefined for anything else.
 */
export function mailAddress(text: string): MailAddress | undefined {
  const [, name = '', bracketed, bare] = /^\s*(?:(.*?)\s*<([^<>]*)>|([^<>]*))\s*$/.exec(text) ?? [];
  const address = (bracketed ?? bare ?? '').trim();
  if (!isAscii(text) || !/^[^\s@,;<>"]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(address)) return undefined;
  return { name: decodeWords(name.replace(/^"(.*)"$/, '$1').replace(/\\(.)/g, '$1')), address };
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Printable ASCII. */
function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
