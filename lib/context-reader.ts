import { domainToASCII } from 'node:url';

/** Reads values by their keys and notes what is wrong with them, instead of stopping at the first fault. */
export class ContextReader {
  readonly faults: string[] = [];
  readonly #context: (key: string) => unknown;

  constructor(context: (key: string) => unknown) {
    this.#context = context;
  }

  fault(text: string): void {
    this.faults.push(text);
  }

  /** A text that must be there; empty, with a fault, when it is not. */
  text(key: string): string {
    const value = this.optionalText(key);
    if (value === undefined && !this.#isFaulty(key)) this.fault(`${key} is missing`);
    return value ?? '';
  }

  optionalText(key: string): string | undefined {
    const value = this.#context(key);
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'string' && !/\p{Cc}/u.test(value)) return value.trim() || undefined;
    this.fault(`${key} must be a line of text`);
    return undefined;
  }

  /** A domain name, in ASCII and lower case even where it was given in other letters. */
  domain(key: string): string {
    const value = this.text(key);
    const domain = domainToASCII(value);
    if (value && !isDomain(domain)) this.fault(`${key} must be a domain name such as mail.example.com, not "${value}"`);
    return isDomain(domain) ? domain : '';
  }

  /** An https URL; http only on this machine. */
  url(key: string): string {
    const value = this.text(key);
    if (value && !webUrl(value)) this.fault(`${key} must be an https URL, not "${value}"`);
    return value;
  }

  /** A list, or one text with commas as `-c` gives it. */
  origins(key: string): string[] {
    const value = this.#context(key);
    const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
    const origins = list
      .map((entry) => (typeof entry === 'string' ? entry.trim() : ''))
      .filter((entry) => entry !== '');
    if (origins.length === 0) this.fault(`${key} must name at least one origin such as https://www.example.com`);
    for (const origin of origins) {
      if (webUrl(origin)?.origin !== origin) {
        this.fault(`${key} must hold origins such as https://www.example.com, without a path, not "${origin}"`);
      }
    }
    return origins;
  }

  /** Two values that make sense together only. */
  both(first: string, second: string): [string, string] | [undefined, undefined] {
    const values = [this.optionalText(first), this.optionalText(second)] as const;
    const [one, other] = values;
    if (one !== undefined && other !== undefined) return [one, other];
    if (one !== undefined || other !== undefined) {
      this.fault(`${first} and ${second} belong together: ${one === undefined ? first : second} is missing`);
    }
    return [undefined, undefined];
  }

  #isFaulty(key: string): boolean {
    return this.faults.some((fault) => fault.startsWith(`${key} `));
  }
}

export function isWithin(domain: string, zone: string): boolean {
  return domain === zone || domain.endsWith(`.${zone}`);
}

/** SES sends from no local part with other than ASCII letters. */
export function isAddressOf(address: string, domain: string): boolean {
  const [local, of, ...more] = address.split('@');
  return more.length === 0 && of === domain && /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/.test(local ?? '');
}

function isDomain(value: string): boolean {
  return value.length <= 253 && /^(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})+$/.test(value);
}

function webUrl(value: string): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const onThisMachine = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  return url?.protocol === 'https:' || (onThisMachine && url.protocol === 'http:') ? url : undefined;
}
