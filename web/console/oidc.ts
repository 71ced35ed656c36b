import { NoAnswer } from '../shared/call.ts';

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

/** The provider's endpoints. Throws NoAnswer if it cannot be reached. */
export async function discover({ issuer }: Provider): Promise<Discovery> {
  return (await ask(`${issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`)) as Discovery;
}

/** Signing out, and every renewal, wait for it. */
const patienceMs = 5_000;

/** Throws NoAnswer where asking again may help, another error where the provider refuses. */
async function ask(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs), ...init }).catch((cause: unknown) => {
    throw new NoAnswer(cause);
  });
  const { ok, status } = response;
  if (status >= 500 || status === 429) throw new NoAnswer(status);
  if (!ok) throw new Error(`${url} answered ${status}`);
  return response.json();
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
  return withParameters(endpoint, {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state,
    code_challenge: await challenge(verifier),
    code_challenge_method: 'S256',
  });
}

function withParameters(endpoint: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(endpoint);
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

/**
 * Where to send the browser so that the provider forgets who signed in; undefined if it has no such page. Besides what OpenID
 * Connect RP-Initiated Logout 1.0 lists stands `logout_uri`, which is what Cognito's `/logout` asks for.
 */
export async function signOutUrl(provider: Provider, { idToken }: Tokens, backTo: string): Promise<string | undefined> {
  const { end_session_endpoint: endpoint } = await discover(provider);
  return (
    endpoint &&
    withParameters(endpoint, {
      client_id: provider.clientId,
      id_token_hint: idToken,
      post_logout_redirect_uri: backTo,
      logout_uri: backTo,
    })
  );
}

/** Exchanges a code, or renews by a refresh token. Throws NoAnswer if that may pass, another error if the provider refuses. */
export async function fetchTokens(
  provider: Provider,
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
  const { token_endpoint: endpoint } = await discover(provider);
  const answer = await ask(endpoint, {
    method: 'POST',
    body: new URLSearchParams({ client_id: provider.clientId, ...parameters }),
  });
  const { id_token: idToken, refresh_token: renewed } = answer as Record<string, unknown>;
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
