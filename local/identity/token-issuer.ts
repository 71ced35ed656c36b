import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { JSONWebKeySet, JWK } from 'jose';
import { readIfThere, writeAtomically } from '../disk/atomic-file.ts';

export interface TokenIssuerOptions {
  /** Where the key is kept, so that tokens survive a restart. */
  readonly folder: string;
  /** The `iss` of its tokens. */
  readonly url: string;
  readonly audience: string;
  readonly now: () => Date;
}

/** Hours that a token lives: a working day. */
const lifetime = 12;

/** Stands for Cognito: issues agents' tokens to whoever asks, and publishes the key that verifies them. */
export class TokenIssuer {
  readonly #options: TokenIssuerOptions;
  readonly #key: JWK;

  private constructor(options: TokenIssuerOptions, key: JWK) {
    this.#options = options;
    this.#key = key;
  }

  static async open(options: TokenIssuerOptions): Promise<TokenIssuer> {
    const file = join(options.folder, 'token-key.json');
    const kept = await readIfThere(file);
    if (kept !== undefined) return new TokenIssuer(options, JSON.parse(kept.toString()) as JWK);
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
    writeAtomically(file, JSON.stringify(key));
    return new TokenIssuer(options, key);
  }

  get url(): string {
    return this.#options.url;
  }

  /** The public half of the key. */
  jwks(): JSONWebKeySet {
    const { kty = 'RSA', n = '', e = '', kid = '', alg = '', use = '' } = this.#key;
    return { keys: [{ kty, n, e, kid, alg, use }] };
  }

  /** OpenID Connect Discovery 1.0, as far as a verifier needs it. */
  discovery(): object {
    const { url } = this.#options;
    return {
      issuer: url,
      jwks_uri: `${url.replace(/\/$/u, '')}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
    };
  }

  /** An id token with the claims that Cognito gives an agent, who may be an admin too. */
  async token(agent: string, role: 'agent' | 'admin'): Promise<string> {
    const { url, audience, now } = this.#options;
    const issuedAt = Math.floor(now().getTime() / 1000);
    const claims = {
      'cognito:groups': role === 'admin' ? ['agents', 'admins'] : ['agents'],
      'cognito:username': agent,
      username: agent,
      name: agent.charAt(0).toUpperCase() + agent.slice(1),
      email: `${agent}@example.com`,
      token_use: 'id',
      client_id: audience,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: this.#key.kid ?? '' })
      .setSubject(agent)
      .setIssuer(url)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetime * 3600)
      .setJti(randomUUID())
      .sign(await importJWK(this.#key, 'RS256'));
  }
}
