import { Problem } from './problem.ts';

/** What is wrong with a value, for the field's error. */
export class Wrong extends Error {
  override readonly name = 'Wrong';
}

/** Turns an unknown value into a typed one or throws Wrong. A missing field is `undefined`. */
export type Decoder<T> = (value: unknown) => T;

type Decoded<Fields extends Readonly<Record<string, Decoder<unknown>>>> = {
  readonly [Name in keyof Fields]: Fields[Name] extends Decoder<infer T> ? T : never;
};

/**
 * The wanted fields of a JSON object; all others are ignored. Throws a 400 Problem that names every field that is missing
 * or wrong.
 */
export function decodeFields<Fields extends Readonly<Record<string, Decoder<unknown>>>>(
  value: unknown,
  fields: Fields,
): Decoded<Fields> {
  if (!isObject(value)) throw new Problem(400, 'invalid_request', 'The body must be a JSON object.');
  const errors: Record<string, string> = {};
  const decoded: Record<string, unknown> = {};
  for (const [name, decode] of Object.entries(fields)) {
    try {
      decoded[name] = decode(value[name]);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      errors[name] = error.message;
    }
  }
  const names = Object.keys(errors);
  if (names.length > 0) {
    const detail = names.map((name) => `${name} ${errors[name] ?? ''}`).join('; ');
    throw new Problem(400, 'invalid_request', `${detail}.`, { errors });
  }
  return decoded as Decoded<Fields>;
}

/** Whether a value is a JSON object. */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string of `least` to `most` characters. */
export function text(least: number, most: number): Decoder<string> {
  return (value) => {
    if (value === undefined) throw new Wrong('is missing');
    if (typeof value !== 'string') throw new Wrong('must be a string');
    // A lone surrogate cannot be stored or sent as UTF-8: it becomes U+FFFD.
    const wellFormed = Buffer.from(value).toString();
    const { length } = wellFormed.trim() === '' ? '' : Array.from(wellFormed);
    if (length < least || length > most) throw new Wrong(`must have ${least} to ${most} characters`);
    return wellFormed;
  };
}

/** 1–64 of `A-Za-z0-9_-`. */
export const clientMessageId: Decoder<string> = (value) => {
  if (value === undefined) throw new Wrong('is missing');
  if (typeof value !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(value)) {
    throw new Wrong('must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -');
  }
  return value;
};

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): Decoder<number> {
  return (value) => {
    if (value === undefined) throw new Wrong('is missing');
    if (typeof value !== 'number' || !Number.isInteger(value)) throw new Wrong('must be a whole number');
    if (value < least || value > most) throw new Wrong(`must be from ${least} to ${most}`);
    return value;
  };
}

export const flag: Decoder<boolean> = (value) => {
  if (value === undefined) throw new Wrong('is missing');
  if (typeof value !== 'boolean') throw new Wrong('must be true or false');
  return value;
};

/** One of the given strings. */
export function oneOf<const T extends string>(...allowed: readonly T[]): Decoder<T> {
  return (value) => {
    if (value === undefined) throw new Wrong('is missing');
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw new Wrong(`must be one of ${allowed.join(', ')}`);
    return found;
  };
}

/** Undefined when the field is missing or null. */
export function optional<T>(decode: Decoder<T>): Decoder<T | undefined> {
  return (value) => (value === undefined || value === null ? undefined : decode(value));
}

/** Undefined when the field is missing; null is as wrong as any other value. */
export function ifGiven<T>(decode: Decoder<T>): Decoder<T | undefined> {
  return (value) => (value === undefined ? undefined : decode(value));
}

/** Null when the field is null; missing is an error. */
export function nullable<T>(decode: Decoder<T>): Decoder<T | null> {
  return (value) => (value === null ? null : decode(value));
}

/** A list of at most `most` values. */
export function listOf<T>(decode: Decoder<T>, most: number): Decoder<readonly T[]> {
  return (value) => {
    if (value === undefined) throw new Wrong('is missing');
    if (!Array.isArray(value)) throw new Wrong('must be a list');
    if (value.length > most) throw new Wrong(`must have at most ${most} entries`);
    return value.map((one: unknown) => decode(one));
  };
}

/** An object with values of one kind and at most `most` keys. */
export function recordOf<T>(decode: Decoder<T>, most: number): Decoder<Readonly<Record<string, T>>> {
  return (value) => {
    if (value === undefined) throw new Wrong('is missing');
    if (!isObject(value)) throw new Wrong('must be an object');
    const entries = Object.entries(value);
    if (entries.length > most) throw new Wrong(`must have at most ${most} entries`);
    return Object.fromEntries(entries.map(([name, one]) => [name, decode(one)]));
  };
}

/** A string that is a `limit`-like number in a query. */
export function queryNumber(
  value: string | undefined,
  name: string,
  bounds: { least: number; most?: number; otherwise: number },
): number {
  if (value === undefined) return bounds.otherwise;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : value;
  return decodeFields({ [name]: number }, { [name]: wholeNumber(bounds.least, bounds.most) })[name] ?? bounds.otherwise;
}
