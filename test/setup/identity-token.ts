import { SignJWT } from 'jose';
import type { JWTPayload } from 'jose';

/** What a site signs for its logged-in user, good for a minute. */
export function identityToken(
  { sub = 'user', ...claims }: Readonly<Record<string, unknown>> & { readonly sub?: unknown },
  { key, now }: { readonly key: string; readonly now: string },
): Promise<string> {
  return new SignJWT({ ...claims, sub } as JWTPayload)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(new Date(Date.parse(now) + 60_000))
    .sign(new TextEncoder().encode(key));
}
