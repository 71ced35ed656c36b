import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { createCall, NoAnswer, Refusal } from '../shared/call.ts';
import type { Call } from '../shared/call.ts';
import { createServerClock } from '../shared/server-clock.ts';
import type { ServerClock } from '../shared/server-clock.ts';
import { authorizationUrl, codeFrom, discover, fetchTokens, newAttempt, signOutUrl } from './oidc.ts';
import type { Attempt, Provider, Tokens } from './oidc.ts';

/** The agents there are on one machine. */
export const localAgents = [
  { id: 'ada', name: 'Ada' },
  { id: 'grace', name: 'Grace' },
  { id: 'linus', name: 'Linus' },
] as const;

export type SignInState = 'starting' | 'choose' | 'away' | 'signed-in' | 'failed';

export interface SignIn {
  readonly state: ReadonlySignal<SignInState>;
  /** Calls our API as the one who signed in; renews or asks again when the token has run out. */
  readonly call: Call;
  readonly clock: ServerClock;
  readonly start: () => Promise<void>;
  /** On one machine: be this agent. */
  readonly choose: (agent: string) => Promise<void>;
  readonly signOut: () => void;
}

/** How one came by the token, so that another can be got. */
type Held =
  | { readonly kind: 'local'; readonly agent: string; readonly page: Page; readonly token: string }
  | { readonly kind: 'provider'; readonly tokens: Tokens };

type Page = 'agent' | 'admin';

type Config = { readonly local: true } | Provider;

const heldKey = 'continuous-chat-console:held';
const attemptKey = 'continuous-chat-console:attempt';

/** Who one was last on this machine, for the next tab: a name, no token. With a provider nothing outlives its tab. */
const agentKey = 'continuous-chat-console:agent';

/** Signs in to a page: by the provider of the deployment, or on one machine by choosing who to be. */
export function createSignIn(page: Page): SignIn {
  const state = signal<SignInState>('starting');
  const clock = createServerClock(Date.now);
  const anonymous = createCall({ base: '' });
  let config: Config | undefined;
  let held = take(heldKey) as Held | undefined;
  let renewing: Promise<void> | undefined;

  const authorized = createCall({
    base: '',
    token: () => (held === undefined ? undefined : held.kind === 'local' ? held.token : held.tokens.idToken),
    onDate: clock.says,
  });

  function hold(next: Held): void {
    held = next;
    keep(heldKey, next);
    state.value = 'signed-in';
  }

  async function start(): Promise<void> {
    try {
      config = (await anonymous('GET', '/agent/config.json')) as Config;
      if ('local' in config) {
        await beOnThisMachine();
        return;
      }
      await finishAttempt(config);
      if (held === undefined) await goToProvider(config);
      else state.value = 'signed-in';
    } catch {
      state.value = 'failed';
    }
  }

  /** As who one is in this tab, or was in the last one. A token of the other page may not be enough for this one. */
  async function beOnThisMachine(): Promise<void> {
    const known = held?.kind === 'local' ? held.agent : lastAgent();
    if (held?.kind === 'local' && held.page === page) state.value = 'signed-in';
    else if (known === undefined) state.value = 'choose';
    else await choose(known);
  }

  async function choose(agent: string): Promise<void> {
    const query = new URLSearchParams({ agent, ...(page === 'admin' ? { admin: 'true' } : {}) });
    try {
      const { token } = (await anonymous('GET', `/__local/agent-token?${query.toString()}`)) as { token: string };
      hold({ kind: 'local', agent, page, token });
      rememberAgent(agent);
    } catch {
      state.value = 'failed';
    }
  }

  /** Coming back from the provider: the address is put right, whatever it says, and a code in it becomes tokens. */
  async function finishAttempt(provider: Provider): Promise<void> {
    if (location.search === '') return;
    const attempt = take(attemptKey) as Attempt | undefined;
    const query = new URLSearchParams(location.search);
    keep(attemptKey, undefined);
    history.replaceState(null, '', location.pathname + (attempt?.hash ?? location.hash));
    const code = codeFrom(query, attempt);
    if (code === undefined || attempt === undefined) return;
    hold({
      kind: 'provider',
      tokens: await fetchTokens(provider, { code, verifier: attempt.verifier, redirectUri }),
    });
  }

  async function goToProvider(provider: Provider): Promise<void> {
    state.value = 'away';
    const attempt = newAttempt(location.hash);
    keep(attemptKey, attempt);
    const { authorization_endpoint: endpoint } = await discover(provider);
    location.assign(await authorizationUrl(endpoint, provider, attempt, redirectUri));
  }

  async function renew(): Promise<void> {
    if (held?.kind === 'local') {
      await choose(held.agent);
      return;
    }
    if (config === undefined || 'local' in config) return;
    const refreshToken = held?.tokens.refreshToken;
    try {
      if (refreshToken !== undefined) {
        hold({ kind: 'provider', tokens: await fetchTokens(config, { refreshToken }) });
        return;
      }
    } catch (error) {
      // It is still good, as far as is known.
      if (error instanceof NoAnswer) throw error;
    }
    forget();
    await goToProvider(config);
  }

  function forget(): void {
    held = undefined;
    keep(heldKey, undefined);
  }

  /** By the provider as well, where it can: it would sign in the same person again. */
  async function signOut(): Promise<void> {
    const address =
      held?.kind === 'provider' && config !== undefined && 'issuer' in config
        ? await signOutUrl(config, held.tokens, redirectUri).catch(() => undefined)
        : undefined;
    forget();
    rememberAgent(undefined);
    if (address === undefined) location.reload();
    else location.assign(address);
  }

  const call: Call = async (method, path, body) => {
    try {
      return await authorized(method, path, body);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 401) throw error;
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      await renewing;
      return authorized(method, path, body);
    }
  };

  const redirectUri = location.origin + location.pathname;

  return {
    state,
    call,
    clock,
    start,
    choose,
    signOut: () => void signOut(),
  };
}

function take(key: string): unknown {
  try {
    const stored = sessionStorage.getItem(key);
    return stored === null ? undefined : JSON.parse(stored);
  } catch {
    return undefined;
  }
}

function keep(key: string, value: Held | Attempt | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Then one signs in again with the next page.
  }
}

function lastAgent(): string | undefined {
  try {
    const last = localStorage.getItem(agentKey);
    return localAgents.find(({ id }) => id === last)?.id;
  } catch {
    return undefined;
  }
}

function rememberAgent(agent: string | undefined): void {
  try {
    if (agent === undefined) localStorage.removeItem(agentKey);
    else localStorage.setItem(agentKey, agent);
  } catch {
    // Then the next tab asks again.
  }
}
