/** Why an address was not taken, in a form that each language can put into words. */
export type AddressProblem =
  | { readonly kind: 'invalid' }
  | { readonly kind: 'not-ascii'; readonly character: string }
  | { readonly kind: 'undeliverable' }
  | { readonly kind: 'not-now' };

/** Reads the server's refusal of an address. `typed` is what was refused. */
export function addressProblem(code: string, typed: string): AddressProblem {
  switch (code) {
    case 'email_invalid':
      return { kind: 'invalid' };
    case 'email_not_ascii': {
      const character = offendingCharacter(typed);
      return character === undefined ? { kind: 'invalid' } : { kind: 'not-ascii', character };
    }
    case 'email_undeliverable':
      return { kind: 'undeliverable' };
    default:
      return { kind: 'not-now' };
  }
}

/** The first character before the `@` that no mail server can be relied on to take, whole with its accents. */
export function offendingCharacter(address: string): string | undefined {
  const trimmed = address.trim();
  const at = trimmed.lastIndexOf('@');
  const local = (at < 0 ? trimmed : trimmed.slice(0, at)).normalize('NFC');
  for (const { segment } of new Intl.Segmenter().segment(local)) {
    if (/[^\x20-\x7E]/u.test(segment)) return segment;
  }
  return undefined;
}
