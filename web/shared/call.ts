import { parseJson } from './parse-json.ts';

/** The server said no. `code` is stable and documented (RFC 9457 problem details). */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** What is wrong with which field. */
  readonly errors: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, detail = '', errors: Readonly<Record<string, unknown>> = {}) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = errors;
  }
}

/** Nobody answered, or with something that is no answer of ours: whether the call took effect is unknown. */
export class NoAnswer extends Error {
  constructor(cause?: unknown) {
    super(undefined, { cause });
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One HTTP call with a JSON body; gives the parsed answer (undefined for 204). Throws Refusal or NoAnswer. */
export type Call = (method: Method, path: string, body?: unknown) => Promise<unknown>;

export interface CallOptions {
  /** What stands before the path, without a slash at its end. */
  readonly base: string;
  readonly token?: () => string | undefined;
  /** Sees the server's clock on every answer that tells it. */
  readonly onDate?: (date: string) => void;
}

const patienceMs = 20_000;

/** Calls an API at `base` with the present token. */
export function createCall({ base, token, onDate }: CallOptions): Call {
  return async (method, path, body) => {
    const bearer = token?.();
    const headers: Record<string, string> = {};
    if (bearer !== undefined) headers.authorization = `Bearer ${bearer}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    let status: number;
    let text: string;
    try {
      const response = await fetch(base + path, {
        method,
        headers,
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(patienceMs),
        body: JSON.stringify(body),
      });
      status = response.status;
      text = await response.text();
      const date = response.headers.get('date');
      if (date !== null) onDate?.(date);
    } catch (cause) {
      throw new NoAnswer(cause);
    }
    const answer = parseJson(text);
    if (status >= 200 && status < 300) return answer;
    throw refusal(status, answer);
  };
}

/** Whether trying the same call again later can help. */
export function mayPass(error: unknown): boolean {
  return error instanceof NoAnswer || (error instanceof Refusal && (error.status >= 500 || error.status === 429));
}

function refusal(status: number, answer: unknown): Refusal {
  const { code, detail, errors } = Object(answer) as Readonly<Record<string, unknown>>;
  return new Refusal(status, asText(code), asText(detail), Object(errors) as Readonly<Record<string, unknown>>);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
