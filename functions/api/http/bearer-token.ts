import type { Request } from './api.ts';

/** The token of the Authorization header (RFC 6750). */
export function bearerToken({ headers }: Request): string | undefined {
  return /^Bearer ([\w.~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
}
