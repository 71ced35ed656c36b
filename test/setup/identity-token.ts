import { SignJWT } from 'jose';

/** What a site signs for its logged-in user, good for a minute. */
export function identityToken(
  { sub = 'user', ...claims }: Readonly<Record<string, unknown>> & { readonly sub?: string },
  { key, now }: { readonly key: string; readonly now: string },
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setExpirationTime(new Date(Date.parse(now) + 60_000))
    .sign(new TextEncoder().encode(key));
}
