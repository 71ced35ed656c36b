import type { SettingsStore } from '../../domain/settings/settings-store.ts';
import type { Handler, Request } from './api.ts';
import { Problem } from './problem.ts';

const cachedForMs = 30_000;

/**
 * The CORS headers for a request from a page of another origin: an exact allow-list from the settings, looked up at most
 * every 30 seconds. Sessions are bearer tokens, so no credentials are allowed.
 */
export function corsHeaders(table: SettingsStore): (request: Request) => Promise<Readonly<Record<string, string>>> {
  let cached: { readonly origins: Promise<readonly string[]>; readonly until: number } | undefined;
  const allowedOrigins = (): Promise<readonly string[]> => {
    const now = Date.now();
    if (cached === undefined || cached.until < now) {
      const origins = table.rules().then(({ settings }) => settings.allowedOrigins);
      cached = { origins, until: now + cachedForMs };
      origins.catch(() => (cached = undefined));
    }
    return cached.origins;
  };
  return async ({ headers }) => {
    const { origin } = headers;
    if (origin === undefined) return {};
    const vary = { vary: 'origin' };
    if (!(await allowedOrigins()).includes(origin)) return vary;
    return {
      ...vary,
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-expose-headers': 'retry-after',
      'access-control-max-age': '600',
    };
  };
}

/** What no route matches: preflights are answered, everything else is 404. */
export const anythingElse: Handler = ({ method }) =>
  method === 'OPTIONS'
    ? Promise.resolve({ status: 204 })
    : Promise.reject(new Problem(404, 'not_found', 'There is no such path.'));
