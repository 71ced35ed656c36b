import type { Realtime } from '../ports.ts';
import { ServiceError, signedFetch } from './signed-fetch.ts';

/** Pushes through the WebSocket API's `@connections`. `callbackUrl` is `https://…/stage`. */
export function websocketRealtime(callbackUrl: string): Realtime {
  return {
    async push(connectionId, push) {
      const url = `${callbackUrl}/@connections/${encodeURIComponent(connectionId)}`;
      const response = await signedFetch('execute-api', url, { method: 'POST', body: JSON.stringify(push) });
      if (response.status === 410) return 'gone';
      if (!response.ok) throw new ServiceError('execute-api', 'PostToConnection', response.status);
      return 'sent';
    },
  };
}
