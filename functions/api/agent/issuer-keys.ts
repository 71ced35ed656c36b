import { createRemoteJWKSet, errors } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { logFailure } from '../../domain/log.ts';
import { Problem } from '../http/problem.ts';

/** Milliseconds that each of the two documents may take: together well below what the page waits and the function may run. */
const patienceMs = 5_000;

/** Seconds after which the same call may be made again. */
const retryAfterSeconds = 5;

/**
 * Finds the key that a token names among the public keys of its issuer (OpenID Connect Discovery 1.0), which are looked up on
 * the first call and kept. The key throws 503 `issuer_unavailable` while the issuer gives none: that says nothing about the
 * token. It throws one of jose's errors where the issuer has no such key.
 */
export function issuerKeys(issuer: string, patience = patienceMs): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const keys = (): Promise<JWTVerifyGetKey> => {
    if (found === undefined) {
      found = discover(issuer, patience);
      found.catch(() => (found = undefined));
    }
    return found;
  };
  return async (header, token) => {
    try {
      return await (
        await keys()
      )(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      logFailure('the keys of the issuer', error);
      throw new Problem(503, 'issuer_unavailable', undefined, { retryAfterSeconds });
    }
  };
}

async function discover(issuer: string, patience: number): Promise<JWTVerifyGetKey> {
  const response = await fetch(discoveryUrl(issuer), { signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`The issuer answered discovery with ${response.status}`);
  const { jwks_uri: keysUrl } = (await response.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(keysUrl), { timeoutDuration: patience });
}

/** A slash at the end of the issuer, as Auth0 has it, is not doubled: OpenID Connect Discovery 1.0, section 4. */
function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`;
}

/** The issuer's keys are there, and none of them is the token's. */
function isAboutToken(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
}
