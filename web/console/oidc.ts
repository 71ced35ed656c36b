/** OpenID Connect: authorization code with PKCE (RFC 7636), as browsers without a secret of their own use it. */

export interface Provider {
  readonly issuer: string;
  readonly clientId: string;
}

export interface Tokens {
  /** Sent to our API: always a JWT, and it says who the agent is. */
  readonly idToken: string;
  readonly refreshToken?: string;
}

interface Discovery {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint?: string;
}

/** What must be remembered while the browser is at the provider. */
export interface Attempt {
  readonly state: string;
  readonly verifier: string;
  /** The part of our page to come back to. */
  readonly hash: string;
}

/** The provider's endpoints. Throws if it cannot be reached. */
export async function discover({ issuer }: Provider): Promise<Discovery> {
  const response = await fetch(`${issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`discovery answered ${response.status}`);
  return (await response.json()) as Discovery;
}

/** A new attempt to sign in, with fresh secrets. */
export function newAttempt(hash: string): Attempt {
  return { state: randomText(), verifier: randomText(), hash };
}

/** Where to send the browser. */
export async function authorizationUrl(
  endpoint: string,
  { clientId }: Provider,
  { state, verifier }: Attempt,
  redirectUri: string,
): Promise<string> {
  const url = new URL(endpoint);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state,
    code_challenge: await challenge(verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** BASE64URL(SHA256(verifier)) */
export async function challenge(verifier: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

/** The code that came back, if it answers the attempt; `undefined` when there is none. Throws when it was refused or is not ours. */
export function codeFrom(query: URLSearchParams, attempt: Attempt | undefined): string | undefined {
  const code = query.get('code');
  const error = query.get('error');
  if (error !== null) throw new Error(error);
  if (code !== null && query.get('state') !== attempt?.state) throw new Error('state mismatch');
  return code ?? undefined;
}

/** Exchanges a code, or renews by a refresh token. Throws if the provider refuses. */
export async function fetchTokens(
  endpoint: string,
  { clientId }: Provider,
  grant:
    | { readonly code: string; readonly verifier: string; readonly redirectUri: string }
    | { readonly refreshToken: string },
): Promise<Tokens> {
  const parameters =
    'code' in grant
      ? {
          grant_type: 'authorization_code',
          code: grant.code,
          code_verifier: grant.verifier,
          redirect_uri: grant.redirectUri,
        }
      : { grant_type: 'refresh_token', refresh_token: grant.refreshToken };
  const response = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, ...parameters }),
  });
  if (!response.ok) throw new Error(`the token endpoint answered ${response.status}`);
  const { id_token: idToken, refresh_token: renewed } = (await response.json()) as Record<string, unknown>;
  if (typeof idToken !== 'string') throw new Error('no id token');
  const refreshToken = typeof renewed === 'string' ? renewed : 'refreshToken' in grant ? grant.refreshToken : undefined;
  return { idToken, ...(refreshToken === undefined ? {} : { refreshToken }) };
}

function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/u, '');
}
