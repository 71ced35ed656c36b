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
}

export function isWithin(domain: string, zone: string): boolean {
  return domain === zone || domain.endsWith(`.${zone}`);
}

/** SES sends from no local part with other than ASCII letters. */
export function isAddressOf(address: string, domain: string): boolean {
  const [local = '', of, ...more] = address.split('@');
  return more.length === 0 && of === domain && /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/.test(local);
}

function isDomain(value: string): boolean {
  return value.length <= 253 && /^(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})+$/.test(value);
}

function webUrl(value: string): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const onThisMachine = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  return url?.protocol === 'https:' || (onThisMachine && url.protocol === 'http:') ? url : undefined;
}
