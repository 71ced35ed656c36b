import type { Realtime } from '../domain/realtime/realtime.ts';
import { ServiceError, signedFetch } from './signed-fetch.ts';

/** A push that hangs must not keep the changes behind it waiting: pages fetch what they lack. */
const longestPushMs = 2_000;

/** Pushes through the WebSocket API's `@connections`, and ends them there. `callbackUrl` is `https://…/stage`. */
export function websocketRealtime(callbackUrl: string): Realtime {
  async function ask(operation: string, connectionId: string, init: RequestInit): Promise<'done' | 'gone'> {
    const url = `${callbackUrl}/@connections/${encodeURIComponent(connectionId)}`;
    const response = await signedFetch('execute-api', url, { ...init, signal: AbortSignal.timeout(longestPushMs) });
    if (response.status === 410) return 'gone';
    if (!response.ok) throw new ServiceError('execute-api', operation, response.status);
    return 'done';
  }

  return {
    async push(connectionId, push) {
      const outcome = await ask('PostToConnection', connectionId, { method: 'POST', body: JSON.stringify(push) });
      return outcome === 'gone' ? 'gone' : 'sent';
    },
    async end(connectionId) {
      await ask('DeleteConnection', connectionId, { method: 'DELETE' });
    },
  };
}
