import type { EmailTexts } from '../../domain/email/compose.ts';
import { defaultTexts } from '../../domain/email/texts/texts.ts';
import { recordOf, text, Wrong } from '../http/decode.ts';

const sentence = text(0, 2000);
const forms = recordOf(sentence, 6);
const known = defaultTexts('en');

/**
 * The admin's own words for the e-mail in one language: only texts that the e-mail has, sentences as strings and those
 * that depend on a count as an object of plural forms with `other`.
 */
export function emailTexts(value: unknown): Partial<EmailTexts> {
  const given = recordOf((one) => one, Object.keys(known).length)(value);
  for (const [name, one] of Object.entries(given)) {
    if (!Object.hasOwn(known, name))
      throw new Wrong(`has no text “${name}”: texts are ${Object.keys(known).join(', ')}`);
    if (typeof known[name as keyof EmailTexts] === 'string') sentence(one);
    else if (forms(one).other === undefined)
      throw new Wrong(`must have ${name} as an object of plural forms with “other”`);
  }
  return given;
}
