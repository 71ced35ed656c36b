import { domainToASCII } from 'node:url';

/** Reads values by their keys and notes what is wrong with them, instead of stopping at the first fault. */
export class ContextReader {
  readonly #context: (key: string) => unknown;
  readonly #faults = new Map<string, string>();

  constructor(context: (key: string) => unknown) {
    this.#context = context;
  }

  /** One line for each value that cannot be used. */
  get faults(): string[] {
    return [...this.#faults].map(([key, fault]) => `${key} ${fault}`);
  }

  /** Notes what is wrong with a value; what was noted first stays. */
  fault(key: string, fault: string): void {
    if (!this.#faults.has(key)) this.#faults.set(key, fault);
  }

  text(key: string): string | undefined {
    const value = this.#context(key);
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'string' && !/\p{Cc}/u.test(value)) return value.trim() || undefined;
    this.fault(key, 'must be a line of text');
    return undefined;
  }

  /** A domain name, in ASCII and lower case even where it was given in other letters. */
  domain(key: string): string | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const domain = domainToASCII(value);
    if (isDomain(domain)) return domain;
    this.fault(key, `must be a domain name such as mail.example.com, not "${value}"`);
    return undefined;
  }

  /** An https URL; http only on this machine. */
  url(key: string): string | undefined {
    const value = this.text(key);
    if (value === undefined || webUrl(value)) return value;
    this.fault(key, `must be an https URL, not "${value}"`);
    return undefined;
  }

  /** A line of text of a certain form, of which `is` tells those who gave another one. */
  matching(key: string, form: RegExp, is: string): string | undefined {
    const value = this.text(key);
    if (value === undefined || form.test(value)) return value;
    this.fault(key, `must be ${is}, not "${value}"`);
    return undefined;
  }

  /** One of a few values. They may be numbers, which `-c` gives as text. */
  oneOf<T extends string | number>(key: string, values: readonly T[]): T | undefined {
    const value = this.#context(key);
    if (value === undefined || value === null || value === '') return undefined;
    const found = values.find((one) => one === value || String(one) === value);
    if (found === undefined) this.fault(key, `must be one of ${values.join(', ')}`);
    return found;
  }

  /** Whether something is so; not where nothing is said. `-c` gives it as text. */
  flag(key: string): boolean {
    const values: readonly unknown[] = [undefined, null, '', false, 'false', true, 'true'];
    const place = values.indexOf(this.#context(key));
    if (place < 0) this.fault(key, 'must be true or false');
    return place >= values.indexOf(true);
  }

  /** Numbers from 1 by their names: an object, or one text such as `a=1,b=2` as `-c` gives it. */
  counts<Name extends string>(key: string, names: readonly Name[]): Partial<Record<Name, number>> {
    const value = this.#context(key) ?? '';
    const pairs: [name: string, count: unknown][] =
      typeof value === 'object' ? Object.entries(value) : assignments(value);
    const counts: Partial<Record<Name, number>> = {};
    for (const [given, count] of pairs) {
      const name = names.find((one) => one === given);
      if (name !== undefined && /^[1-9]\d*$/.test(String(count))) counts[name] = Number(count);
      else this.fault(key, `must give numbers from 1 to some of ${names.join(', ')}`);
    }
    return counts;
  }

  /** A list, or one text with commas as `-c` gives it. */
  origins(key: string): string[] {
    const value = this.#context(key);
    const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
    const origins = list
      .map((entry) => (typeof entry === 'string' ? entry.trim() : ''))
      .filter((entry) => entry !== '');
    if (origins.length === 0) this.fault(key, 'must name at least one origin such as https://www.example.com');
    const wrong = origins.find((origin) => webUrl(origin)?.origin !== origin);
    if (wrong !== undefined) {
      this.fault(key, `must hold origins such as https://www.example.com, without a path, not "${wrong}"`);
    }
    return origins;
  }

  /** Notes that a value is missing which must be there, unless it is there and wrong. */
  required(key: string, value: string | undefined): string {
    if (value === undefined) this.fault(key, 'is missing');
    return value ?? '';
  }

  /** Notes that one of two values is missing which make sense together only. */
  together(first: string, second: string): void {
    const there = (key: string): boolean => this.text(key) !== undefined;
    if (there(first) && !there(second)) this.fault(second, `is missing, which ${first} needs`);
    if (there(second) && !there(first)) this.fault(first, `is missing, which ${second} needs`);
  }

  /** Notes that two values are there of which each stands in place of the other. */
  apart(first: string, second: string): void {
    if (this.text(first) === undefined || this.text(second) === undefined) return;
    this.fault(second, `stands in place of ${first}: leave one of them out`);
  }
}

export function isWithin(domain: string, zone: string): boolean {
  return domain === zone || domain.endsWith(`.${zone}`);
}

/** SES sends from no local part with other than ASCII letters. */
export function isAddressOf(address: string, domain: string): boolean {
  const [local = '', of, ...more] = address.split('@');
  return more.length === 0 && of === domain && /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/.test(local);
}

/** `a=1, b=2`, part by part. */
function assignments(text: unknown): [name: string, value: string][] {
  return String(text)
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [name = '', value = ''] = part.split('=', 2);
      return [name.trim(), value.trim()];
    });
}

function isDomain(value: string): boolean {
  return value.length <= 253 && /^(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})+$/.test(value);
}

function webUrl(value: string): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const onThisMachine = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  return url?.protocol === 'https:' || (onThisMachine && url.protocol === 'http:') ? url : undefined;
}
