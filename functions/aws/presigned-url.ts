import { createHash, createHmac } from 'node:crypto';
import type { Instant } from '../domain/instant.ts';
import { credentials } from './credentials.ts';
import { region } from './signed-fetch.ts';

export interface Presigning {
  readonly method: 'GET' | 'PUT';
  /** Without a query; its path percent-encoded. */
  readonly url: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Names in lower case. Whoever uses the URL must send them with exactly these values. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly at: Instant;
  readonly seconds: number;
}

/**
 * A URL of S3 that is a permission by itself until it expires. Signed here and not by aws4fetch, which signs through Web
 * Crypto: a page of 200 messages may want 2,000 of them, and each would be several trips to its thread pool.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function presignedUrl({ method, url, query = {}, headers = {}, at, seconds }: Presigning): string {
  const { host, pathname } = new URL(url);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials();
  const time = at.replace(/[-:]|\.\d+/g, '');
  const scope = [time.slice(0, 8), region(), 's3', 'aws4_request'];
  const signed = sorted({ ...headers, host });
  const names = signed.map(([name]) => name).join(';');
  const parameters = sorted({
    ...query,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': [accessKeyId, ...scope].join('/'),
    'X-Amz-Date': time,
    'X-Amz-Expires': String(seconds),
    // What temporary credentials are worth nothing without.
    ...(sessionToken === undefined ? {} : { 'X-Amz-Security-Token': sessionToken }),
    'X-Amz-SignedHeaders': names,
  });
  const search = parameters.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('');
  const request = [method, pathname, search, lines, names, 'UNSIGNED-PAYLOAD'].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(request)].join('\n');
  const signature = hmac(signingKey(secretAccessKey, scope), toSign).toString('hex');
  return `${url}?${search}&X-Amz-Signature=${signature}`;
}

let latest: { readonly of: string; readonly key: Buffer } | undefined;

/** The same for a whole day and its credentials, so the latest is kept. */
function signingKey(secretAccessKey: string, scope: readonly string[]): Buffer {
  const of = [secretAccessKey, ...scope].join('/');
  if (latest?.of === of) return latest.key;
  const first: Buffer = Buffer.from(`AWS4${secretAccessKey}`);
  latest = { of, key: scope.reduce((secret, part) => hmac(secret, part), first) };
  return latest.key;
}

/** By the bytes of their names, as the signature wants it. */
function sorted(values: Readonly<Record<string, string>>): readonly [string, string][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Everything but RFC 3986's unreserved characters; encodeURIComponent leaves five more. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
