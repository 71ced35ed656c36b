import { parseVisitorAddress } from '../../domain/email/address.ts';
import { text } from './decode.ts';
import { Problem } from './problem.ts';

/** A field with a typed e-mail address: any string, of which acceptedAddress says what is wrong. */
export const typedAddress = text(0, Number.POSITIVE_INFINITY);

/** A typed e-mail address as it is stored. Throws 422 with the code that says what is wrong with it. */
export function acceptedAddress(input: string): string {
  const parsed = parseVisitorAddress(input);
  switch (parsed.kind) {
    case 'invalid':
      throw new Problem(422, 'email_invalid', 'This is not an e-mail address that mail can be sent to.');
    case 'not-ascii':
      throw new Problem(
        422,
        'email_not_ascii',
        `The character “${parsed.character}” cannot be used before the @ of an e-mail address.`,
      );
    case 'accepted':
      return parsed.address;
  }
}
