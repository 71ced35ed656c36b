import { randomInt } from 'node:crypto';
import { numberOf, objectOf, parseJson, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const kinds = {
  ExcludeLowercase: letters,
  ExcludeUppercase: letters.toUpperCase(),
  ExcludeNumbers: '0123456789',
  ExcludePunctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

/**
 * A secret as `GenerateSecretString` describes it: 32 characters unless it says otherwise, at least one of each kind that
 * is not excluded, alone or as one more field of a JSON template.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html
 */
export function randomSecret(description: JsonObject): string {
  const excluded = new Set(textOf(description.ExcludeCharacters) ?? '');
  const alphabets = Object.entries(kinds)
    .filter(([exclusion]) => textOf(description[exclusion]) !== 'true')
    .map(([, characters]) => characters)
    .concat(textOf(description.IncludeSpace) === 'true' ? [' '] : [])
    .map((characters) =>
      Array.from(characters)
        .filter((character) => !excluded.has(character))
        .join(''),
    )
    .filter((characters) => characters !== '');
  const length = numberOf(description.PasswordLength) ?? 32;
  const one = (characters: string): string => characters.charAt(randomInt(characters.length));
  const required = textOf(description.RequireEachIncludedType) === 'false' ? [] : alphabets.map(one);
  const others = Array.from({ length: length - required.length }, () => one(alphabets.join('')));
  const generated = shuffled([...required, ...others]).join('');

  const key = textOf(description.GenerateStringKey);
  const template = textOf(description.SecretStringTemplate);
  if (key === undefined || template === undefined) return generated;
  return JSON.stringify({ ...objectOf(parseJson(template)), [key]: generated });
}

function shuffled<T>(list: readonly T[]): T[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    const [a, b] = [result[last], result[other]];
    if (a !== undefined && b !== undefined) [result[last], result[other]] = [b, a];
  }
  return result;
}
