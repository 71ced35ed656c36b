import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload } from 'jose';
import { objectOf, textOf, textsOf } from '../json.ts';
import type { JsonObject } from '../json.ts';

/** API Gateway passes every claim on as a text; a list becomes `[agents admins]`. */
export type Claims = Readonly<Record<string, string>>;

export interface JwtAuthorizer {
  /** The claims of a valid token; undefined: 401. */
  readonly authorize: (authorization: string | undefined) => Promise<Claims | undefined>;
}

export interface TokenKeys {
  readonly issuer: string;
  readonly jwks: JSONWebKeySet;
  readonly now: () => Date;
}

/**
 * A JWT authorizer of the template. Its issuer is this machine's own, whatever the template says; its audience is checked
 * against `aud` or, in tokens without one, `client_id`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function jwtAuthorizer(properties: JsonObject, { issuer, jwks, now }: TokenKeys): JwtAuthorizer {
  const audience = textsOf(objectOf(properties.JwtConfiguration).Audience);
  const keySet = createLocalJWKSet(jwks);
  return {
    authorize: async (authorization) => {
      const token = (authorization ?? '').replace(/^Bearer /i, '');
      try {
        const { payload } = await jwtVerify(token, keySet, { issuer, currentDate: now() });
        return isMeant(payload, audience) ? claimsOf(decodeJwt(token)) : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

function isMeant({ aud, client_id: clientId }: JWTPayload, audience: readonly string[]): boolean {
  const meant = aud === undefined ? [clientId] : [aud].flat();
  return meant.some((one) => typeof one === 'string' && audience.includes(one));
}

function claimsOf(payload: JWTPayload): Claims {
  const entries = Object.entries(payload as JsonObject).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? `[${textsOf(value).join(' ')}]` : (textOf(value) ?? JSON.stringify(value)),
  ]);
  return Object.fromEntries(entries);
}
