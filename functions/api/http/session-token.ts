import { SignJWT, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { plusSeconds } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ConversationId, VisitorId } from '../../domain/records/ids.ts';
import type { SeenAddress } from '../../domain/records/visitor.ts';
import type { Scope, Session, SessionKeys } from '../../domain/session/session.ts';

const audience = 'visitor';

const sessionSeconds = 24 * 60 * 60;

/** An expired session may be renewed this long: the visitor who comes back after a holiday is still themselves. */
const renewableSeconds = 30 * 24 * 60 * 60;

/** A token that proves a session for 24 hours (JWT, HS256). */
export async function signSession(
  session: Session,
  keys: SessionKeys,
  now: Instant,
): Promise<{ readonly token: string; readonly expiresAt: Instant }> {
  const expiresAt = plusSeconds(now, sessionSeconds);
  const [{ kid, secret }] = keys;
  const token = await new SignJWT(claimsOf(session.scope))
    .setProtectedHeader({ alg: 'HS256', kid })
    .setSubject(session.visitorId)
    .setAudience(audience)
    .setIssuedAt(new Date(now))
    .setExpirationTime(new Date(expiresAt))
    .sign(bytes(secret));
  return { token, expiresAt };
}

/** The session a token proves, or undefined. For a renewal one that expired in the last 30 days counts as well. */
export async function verifySession(
  token: string,
  keys: SessionKeys,
  now: Instant,
  use: 'request' | 'renewal' = 'request',
): Promise<Session | undefined> {
  try {
    const { kid } = decodeProtectedHeader(token);
    const key = keys.find((one) => one.kid === kid);
    if (key === undefined) return undefined;
    const { payload } = await jwtVerify(token, bytes(key.secret), {
      algorithms: ['HS256'],
      audience,
      currentDate: new Date(now),
      clockTolerance: use === 'renewal' ? renewableSeconds : 0,
      requiredClaims: ['sub', 'exp'],
    });
    return { visitorId: payload.sub as VisitorId, scope: scopeOf(payload) };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function claimsOf(scope: Scope): JWTPayload {
  if (scope.kind === 'visitor') return {};
  const { conversationId, email, addressVersion } = scope;
  return { conversation: conversationId, email, addressVersion };
}

/** Tokens that name no version were signed before any did: the address has been the same since if it never changed. */
function scopeOf(claims: JWTPayload): Scope {
  const {
    conversation,
    email,
    addressVersion = 0,
  } = claims as Partial<SeenAddress> & { conversation?: ConversationId };
  return conversation === undefined || email === undefined
    ? { kind: 'visitor' }
    : { kind: 'conversation', conversationId: conversation, email, addressVersion };
}

function bytes(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
