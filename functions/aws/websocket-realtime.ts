import type { Realtime } from '../ports.ts';
import { ServiceError, signedFetch } from './signed-fetch.ts';

/** A push that hangs must not keep the changes behind it waiting: pages fetch what they lack. */
const longestPushMs = 2_000;

/** Pushes through the WebSocket API's `@connections`. `callbackUrl` is `https://…/stage`. */
export function websocketRealtime(callbackUrl: string): Realtime {
  return {
    async push(connectionId, push) {
      const url = `${callbackUrl}/@connections/${encodeURIComponent(connectionId)}`;
      const signal = AbortSignal.timeout(longestPushMs);
      const response = await signedFetch('execute-api', url, { method: 'POST', body: JSON.stringify(push), signal });
      if (response.status === 410) return 'gone';
      if (!response.ok) throw new ServiceError('execute-api', 'PostToConnection', response.status);
      return 'sent';
    },
  };
}
